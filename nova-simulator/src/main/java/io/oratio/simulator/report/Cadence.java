package io.oratio.simulator.report;

/// The times between events of one kind: the longest and any percentile, to the millisecond up to
/// two seconds. Holds a fixed histogram, however long the session.
final class Cadence {
  private static final int LONGEST_COUNTED_MS = 2_000;

  private final int[] gaps = new int[LONGEST_COUNTED_MS + 1];
  private long lastNanos;
  private long events;
  private int longestMs;

  void event(long nowNanos) {
    if (events > 0) {
      int gapMs = (int) Math.min(Integer.MAX_VALUE, (nowNanos - lastNanos) / 1_000_000);
      gaps[Math.min(gapMs, LONGEST_COUNTED_MS)]++;
      longestMs = Math.max(longestMs, gapMs);
    }
    lastNanos = nowNanos;
    events++;
  }

  /// A pause that is meant (the audio content was closed) is not a gap.
  void pause() {
    events = 0;
  }

  int longestMs() {
    return longestMs;
  }

  /// The gap that `percent` of all gaps do not exceed; 0 when there was none.
  int percentileMs(double percent) {
    long all = 0;
    for (int count : gaps) {
      all += count;
    }
    long wanted = (long) Math.ceil(all * percent / 100);
    long seen = 0;
    for (int ms = 0; ms <= LONGEST_COUNTED_MS; ms++) {
      seen += gaps[ms];
      if (seen >= wanted) {
        return all == 0 ? 0 : ms;
      }
    }
    return LONGEST_COUNTED_MS;
  }
}
