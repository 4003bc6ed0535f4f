package io.oratio.storage.postgres;

import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.audit.AuditLogContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresAuditLogTest extends AuditLogContract {
  private final PostgresStorage storage;

  PostgresAuditLogTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected AuditLog auditLog() {
    return storage.auditLog();
  }
}
