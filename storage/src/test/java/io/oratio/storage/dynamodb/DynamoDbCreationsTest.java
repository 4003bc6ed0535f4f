package io.oratio.storage.dynamodb;

import io.oratio.domain.creation.Creations;
import io.oratio.domain.creation.CreationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbCreationsTest extends CreationsContract {
  private final Moto.Running moto;

  DynamoDbCreationsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Creations creations() {
    return moto.storage().creations();
  }
}
