package io.oratio.storage.dynamodb;

import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.audit.AuditLogContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbAuditLogTest extends AuditLogContract {
  private final Moto.Running moto;

  DynamoDbAuditLogTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected AuditLog auditLog() {
    return moto.storage().auditLog();
  }
}
