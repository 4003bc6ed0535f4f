package io.oratio.storage.postgres;

import io.oratio.domain.tool.ToolExecutions;
import io.oratio.domain.tool.ToolExecutionsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresToolExecutionsTest extends ToolExecutionsContract {
  private final PostgresStorage storage;

  PostgresToolExecutionsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected ToolExecutions toolExecutions() {
    return storage.toolExecutions();
  }
}
