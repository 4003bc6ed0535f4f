package io.oratio.storage.dynamodb;

import io.oratio.domain.account.Members;
import io.oratio.domain.account.MembersContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbMembersTest extends MembersContract {
  private final Moto.Running moto;

  DynamoDbMembersTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Members members() {
    return moto.storage().members();
  }
}
