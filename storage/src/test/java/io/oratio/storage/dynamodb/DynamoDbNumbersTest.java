package io.oratio.storage.dynamodb;

import io.oratio.domain.number.Numbers;
import io.oratio.domain.number.NumbersContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbNumbersTest extends NumbersContract {
  private final Moto.Running moto;

  DynamoDbNumbersTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Numbers numbers() {
    return moto.storage().numbers();
  }
}
