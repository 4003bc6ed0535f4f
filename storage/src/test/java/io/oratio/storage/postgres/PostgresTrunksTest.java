package io.oratio.storage.postgres;

import io.oratio.domain.trunk.Trunks;
import io.oratio.domain.trunk.TrunksContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresTrunksTest extends TrunksContract {
  private final PostgresStorage storage;

  PostgresTrunksTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Trunks trunks() {
    return storage.trunks();
  }
}
