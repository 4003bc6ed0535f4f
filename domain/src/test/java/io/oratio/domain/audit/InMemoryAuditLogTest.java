package io.oratio.domain.audit;

class InMemoryAuditLogTest extends AuditLogContract {
  private final AuditLog auditLog = new InMemoryAuditLog();

  @Override
  protected AuditLog auditLog() {
    return auditLog;
  }
}
