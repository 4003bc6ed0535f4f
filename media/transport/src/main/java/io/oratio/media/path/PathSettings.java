package io.oratio.media.path;

import java.time.Duration;

/// The limits and rates of one path.
///
/// @param engineOutputHz the rate of the speech that [MediaPath#speak] takes: 8000, 16000, 24000 or
///   48000
/// @param maxQueued how much speech may wait to be played; what comes beyond is dropped and counted
/// @param nothingHeardAfter told to the listener each time nothing has come from the caller for so
///   long
public record PathSettings(int engineOutputHz, Duration maxQueued, Duration nothingHeardAfter) {
  public PathSettings {
    if (engineOutputHz != 8000
        && engineOutputHz != 16_000
        && engineOutputHz != 24_000
        && engineOutputHz != 48_000) {
      throw new IllegalArgumentException("speech cannot come at " + engineOutputHz + " Hz");
    }
    if (maxQueued.isNegative() || maxQueued.isZero()) {
      throw new IllegalArgumentException("some speech must be allowed to wait");
    }
    if (nothingHeardAfter.compareTo(Pacer.SLOT) < 0) {
      throw new IllegalArgumentException("the limit of silence must be longer than a frame");
    }
  }

  /// Five minutes of queued speech, and a word after 30 seconds without a packet.
  public static PathSettings withEngineOutput(int hz) {
    return new PathSettings(hz, Duration.ofMinutes(5), Duration.ofSeconds(30));
  }
}
