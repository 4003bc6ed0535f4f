package io.oratio.storage.postgres;

import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.call.OutboundCallsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresOutboundCallsTest extends OutboundCallsContract {
  private final PostgresStorage storage;

  PostgresOutboundCallsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected OutboundCalls calls() {
    return storage.outboundCalls();
  }
}
