package io.oratio.storage.postgres;

import io.oratio.domain.number.Numbers;
import io.oratio.domain.number.NumbersContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresNumbersTest extends NumbersContract {
  private final PostgresStorage storage;

  PostgresNumbersTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Numbers numbers() {
    return storage.numbers();
  }
}
