package io.oratio.storage.postgres;

import io.oratio.domain.agent.Agents;
import io.oratio.domain.agent.AgentsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresAgentsTest extends AgentsContract {
  private final PostgresStorage storage;

  PostgresAgentsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Agents agents() {
    return storage.agents();
  }
}
