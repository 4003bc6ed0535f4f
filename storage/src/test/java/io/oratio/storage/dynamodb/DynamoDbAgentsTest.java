package io.oratio.storage.dynamodb;

import io.oratio.domain.agent.Agents;
import io.oratio.domain.agent.AgentsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbAgentsTest extends AgentsContract {
  private final Moto.Running moto;

  DynamoDbAgentsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Agents agents() {
    return moto.storage().agents();
  }
}
