package io.oratio.domain.notification;

class InMemoryNotificationsTest extends NotificationsContract {
  private final Notifications notifications = new InMemoryNotifications();

  @Override
  protected Notifications notifications() {
    return notifications;
  }
}
