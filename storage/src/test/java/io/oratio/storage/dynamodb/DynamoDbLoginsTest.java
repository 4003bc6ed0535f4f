package io.oratio.storage.dynamodb;

import io.oratio.domain.account.Logins;
import io.oratio.domain.account.LoginsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbLoginsTest extends LoginsContract {
  private final Moto.Running moto;

  DynamoDbLoginsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Logins logins() {
    return moto.storage().logins();
  }
}
