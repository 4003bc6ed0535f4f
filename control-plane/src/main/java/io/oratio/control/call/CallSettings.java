package io.oratio.control.call;

import java.time.Duration;

/// What holds for calls of every tenant.
///
/// @param callsPerDay calls that one tenant may ask for within 24 hours
/// @param keptFor how long an idempotency key counts
/// @param unknownAfter how long after its ringing should have ended a call that is still being
///   dialled counts as one of which nobody knows
public record CallSettings(int callsPerDay, Duration keptFor, Duration unknownAfter) {
  public CallSettings {
    if (callsPerDay < 1 || !keptFor.isPositive() || !unknownAfter.isPositive()) {
      throw new IllegalArgumentException("callsPerDay and the durations are positive");
    }
  }

  /// A thousand a day; keys count for 24 hours; a minute.
  public static CallSettings usual() {
    return new CallSettings(1000, Duration.ofHours(24), Duration.ofMinutes(1));
  }
}
