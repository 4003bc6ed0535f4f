package io.oratio.storage.dynamodb;

import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.call.OutboundCallsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbOutboundCallsTest extends OutboundCallsContract {
  private final Moto.Running moto;

  DynamoDbOutboundCallsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected OutboundCalls calls() {
    return moto.storage().outboundCalls();
  }
}
