package io.oratio.storage.dynamodb;

import io.oratio.domain.trunk.Trunks;
import io.oratio.domain.trunk.TrunksContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbTrunksTest extends TrunksContract {
  private final Moto.Running moto;

  DynamoDbTrunksTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Trunks trunks() {
    return moto.storage().trunks();
  }
}
