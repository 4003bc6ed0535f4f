package io.oratio.media.path;

import java.time.Duration;

/// How an RTP leg behaves, whatever was agreed with the peer.
///
/// @param latchingWindow how long after the start and after each renegotiation the peer's source
///   may differ from what it signalled
/// @param jitterMax the most sound that waits to even out the network's jitter
/// @param reportInterval the least time between two RTCP reports before it is randomised (RFC 3550
///   §6.2: 5 s)
/// @param digitLength how long a key that we send is held down
/// @param digitsQueuedMax keys that may wait to be sent; more are refused
public record RtpLegSettings(
    Duration latchingWindow,
    Duration jitterMax,
    Duration reportInterval,
    Duration digitLength,
    int digitsQueuedMax) {

  public RtpLegSettings {
    if (latchingWindow.isNegative() || reportInterval.isNegative() || reportInterval.isZero()) {
      throw new IllegalArgumentException("windows and intervals must be positive");
    }
    if (jitterMax.compareTo(Pacer.SLOT) < 0) {
      throw new IllegalArgumentException("a jitter buffer holds at least one frame");
    }
    if (digitLength.toMillis() < 40 || digitsQueuedMax < 1) {
      throw new IllegalArgumentException(
          "a key lasts 40 ms at least (ITU-T Q.24), and one may wait");
    }
  }

  /// Five seconds to latch, 200 ms of jitter, reports each 5 s, keys of 100 ms.
  public static RtpLegSettings usual() {
    return new RtpLegSettings(
        Duration.ofSeconds(5),
        Duration.ofMillis(200),
        Duration.ofSeconds(5),
        Duration.ofMillis(100),
        64);
  }
}
