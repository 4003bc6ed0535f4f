package io.oratio.media.path;

/// A distribution of delays, read at one moment; milliseconds. A percentile is the upper edge of
/// the bucket it falls in, at most a sixteenth too high.
///
/// @param count delays measured
/// @param p50Ms half were shorter
/// @param p99Ms 99 in 100 were shorter
/// @param p999Ms 999 in 1000 were shorter
/// @param maxMs the longest
public record Delays(long count, double p50Ms, double p99Ms, double p999Ms, double maxMs) {
  /// Nothing was measured.
  public static final Delays NONE = new Delays(0, 0, 0, 0, 0);
}
