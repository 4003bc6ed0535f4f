package io.oratio.storage.postgres;

import io.oratio.domain.memory.Facts;
import io.oratio.domain.memory.FactsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresFactsTest extends FactsContract {
  private final PostgresStorage storage;

  PostgresFactsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Facts facts() {
    return storage.facts();
  }
}
