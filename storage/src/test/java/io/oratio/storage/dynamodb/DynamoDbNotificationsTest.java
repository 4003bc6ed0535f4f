package io.oratio.storage.dynamodb;

import io.oratio.domain.notification.Notifications;
import io.oratio.domain.notification.NotificationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbNotificationsTest extends NotificationsContract {
  private final Moto.Running moto;

  DynamoDbNotificationsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Notifications notifications() {
    return moto.storage().notifications();
  }
}
