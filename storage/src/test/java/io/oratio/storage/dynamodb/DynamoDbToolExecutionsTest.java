package io.oratio.storage.dynamodb;

import io.oratio.domain.tool.ToolExecutions;
import io.oratio.domain.tool.ToolExecutionsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbToolExecutionsTest extends ToolExecutionsContract {
  private final Moto.Running moto;

  DynamoDbToolExecutionsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected ToolExecutions toolExecutions() {
    return moto.storage().toolExecutions();
  }
}
