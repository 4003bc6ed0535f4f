package io.oratio.storage.dynamodb;

import io.oratio.domain.memory.Facts;
import io.oratio.domain.memory.FactsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbFactsTest extends FactsContract {
  private final Moto.Running moto;

  DynamoDbFactsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Facts facts() {
    return moto.storage().facts();
  }
}
