package io.oratio.media.rtcp;

import java.time.Instant;

/// NTP's time in 64 bits (RFC 3550 §4): seconds since 1900 above, fractions below.
public final class NtpTime {
  /// From 1900 to 1970.
  private static final long SECONDS_TO_1970 = 2_208_988_800L;

  private NtpTime() {}

  /// The moment as NTP has it; the seconds wrap in 2036, as they do for everyone.
  public static long of(Instant moment) {
    long seconds = moment.getEpochSecond() + SECONDS_TO_1970;
    long fraction = ((long) moment.getNano() << 32) / 1_000_000_000L;
    return seconds << 32 | fraction;
  }

  /// The middle 32 bits: 65536ths of a second, wrapping every 18 hours (RFC 3550 §6.4.1).
  public static int middle(long ntp) {
    return (int) (ntp >>> 16);
  }
}
