package io.oratio.control.notification;

import java.time.Duration;

/// What the operator settles about notifications.
///
/// @param escalateAfter how long one may stay unopened before it goes further
/// @param lookEvery how often is looked for those
public record NotificationSettings(Duration escalateAfter, Duration lookEvery) {
  public NotificationSettings {
    if (!escalateAfter.isPositive() || !lookEvery.isPositive()) {
      throw new IllegalArgumentException("durations of notifications are above zero");
    }
  }

  /// Ten minutes, looked for every half.
  public static NotificationSettings usual() {
    return new NotificationSettings(Duration.ofMinutes(10), Duration.ofSeconds(30));
  }
}
