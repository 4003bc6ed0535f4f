package io.oratio.domain.notification;

import io.oratio.domain.text.Shape;
import java.util.Optional;

/// Which notifications are wanted; what is empty asks for nothing.
public record NotificationFilter(Optional<Notification.Status> status, Optional<String> type) {
  public NotificationFilter {
    type.ifPresent(it -> Shape.id("type", it));
  }

  /// Every notification.
  public static NotificationFilter all() {
    return new NotificationFilter(Optional.empty(), Optional.empty());
  }

  /// The same for those that stand so.
  public NotificationFilter standing(Notification.Status wanted) {
    return new NotificationFilter(Optional.of(wanted), type);
  }

  /// The same for those of a type.
  public NotificationFilter ofType(String wanted) {
    return new NotificationFilter(status, Optional.of(wanted));
  }

  /// Whether this notification is wanted.
  public boolean matches(Notification notification) {
    return status.map(it -> it == notification.status()).orElse(true)
        && type.map(notification.type()::equals).orElse(true);
  }
}
