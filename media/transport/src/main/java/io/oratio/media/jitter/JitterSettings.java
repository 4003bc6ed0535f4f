package io.oratio.media.jitter;

import java.time.Duration;

/// How long packets wait.
///
/// @param initial how long before it is needed the first packet of a stream should be there, 0 to
///   `maximum`; a line that keeps to it is never touched again
/// @param maximum a delay above this is shortened even in the middle of speech; above twice of it
///   what is oldest is thrown away; 40 ms to 500 ms
public record JitterSettings(Duration initial, Duration maximum) {
  /// 40 ms, growing to 200 ms where the line demands it.
  public static final JitterSettings STANDARD =
      new JitterSettings(Duration.ofMillis(40), Duration.ofMillis(200));

  public JitterSettings {
    if (maximum.toMillis() < 40 || maximum.toMillis() > 500) {
      throw new IllegalArgumentException(
          "the longest delay of a jitter buffer is 40 ms to 500 ms, not " + maximum.toMillis());
    }
    if (initial.isNegative() || initial.compareTo(maximum) > 0) {
      throw new IllegalArgumentException(
          "the first delay of a jitter buffer is 0 to its longest one, not " + initial.toMillis());
    }
  }
}
