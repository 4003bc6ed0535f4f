package io.oratio.phone.sip;

import java.time.Duration;

/// The clockwork of transactions (RFC 3261 §17.1.1.1 and table 4); every other timer is a multiple.
///
/// @param t1 the round trip that is assumed: 500 ms
/// @param t2 the longest pause between repetitions: 4 s
public record SipTimers(Duration t1, Duration t2) {
  /// The values of the RFC.
  public static final SipTimers STANDARD =
      new SipTimers(Duration.ofMillis(500), Duration.ofSeconds(4));

  public SipTimers {
    if (t1.toMillis() < 1 || t2.compareTo(t1) < 0) {
      throw new IllegalArgumentException("T1 is at least 1 ms and T2 at least T1");
    }
  }

  /// How long a transaction is tried at all: timers B, F, H and J, 64 times T1.
  public Duration patience() {
    return t1.multipliedBy(64);
  }
}
