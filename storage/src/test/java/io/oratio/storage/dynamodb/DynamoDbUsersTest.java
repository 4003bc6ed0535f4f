package io.oratio.storage.dynamodb;

import io.oratio.domain.account.Users;
import io.oratio.domain.account.UsersContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbUsersTest extends UsersContract {
  private final Moto.Running moto;

  DynamoDbUsersTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Users users() {
    return moto.storage().users();
  }
}
