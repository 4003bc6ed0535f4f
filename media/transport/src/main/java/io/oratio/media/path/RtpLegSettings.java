package io.oratio.media.path;

import io.oratio.media.jitter.JitterSettings;
import java.time.Duration;

/// How an RTP leg behaves, whatever was agreed with the peer.
///
/// @param latchingWindow how long after the start and after each renegotiation the peer's source
///   may differ from what it signalled
/// @param jitter how long packets wait to even out the network's jitter
/// @param reportInterval the least time between two RTCP reports before it is randomised (RFC 3550
///   §6.2: 5 s)
/// @param keyLength how long a key that we send is held down
public record RtpLegSettings(Duration latchingWindow, JitterSettings jitter, Duration keyLength) {

  public RtpLegSettings {
    if (latchingWindow.isNegative()) {
      throw new IllegalArgumentException("the latching window cannot be negative");
    }
    if (keyLength.toMillis() < 40 || keyLength.toMillis() > 4000) {
      throw new IllegalArgumentException("a key lasts 40 ms (ITU-T Q.24) to 4 s");
    }
  }

  /// Five seconds to latch, the standard jitter buffer, keys of 100 ms.
  public static RtpLegSettings usual() {
    return new RtpLegSettings(
        Duration.ofSeconds(5), JitterSettings.STANDARD, Duration.ofMillis(100));
  }
}
