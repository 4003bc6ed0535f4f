package io.oratio.storage.postgres;

import io.oratio.domain.creation.Creations;
import io.oratio.domain.creation.CreationsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresCreationsTest extends CreationsContract {
  private final PostgresStorage storage;

  PostgresCreationsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Creations creations() {
    return storage.creations();
  }
}
