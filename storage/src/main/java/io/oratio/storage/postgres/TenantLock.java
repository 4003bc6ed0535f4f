package io.oratio.storage.postgres;

import io.oratio.domain.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes those who look and then write do so one after the other, for each tenant and each thing.
/// Two tenants of one hash wait for each other, which harms nobody.
final class TenantLock {
  private TenantLock() {}

  /// Waits until it is held, to the transaction's end. Statements after this one see what those who
  /// held it before have written.
  static void take(JdbcClient jdbc, String what, TenantId tenantId) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0)) IS NULL")
        .param("lock", what + "/" + tenantId.value())
        .query(Boolean.class)
        .single();
  }
}
