package io.oratio.storage.postgres;

import io.oratio.domain.notification.Notifications;
import io.oratio.domain.notification.NotificationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresNotificationsTest extends NotificationsContract {
  private final PostgresStorage storage;

  PostgresNotificationsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Notifications notifications() {
    return storage.notifications();
  }
}
