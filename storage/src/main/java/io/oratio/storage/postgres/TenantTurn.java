package io.oratio.storage.postgres;

import io.oratio.domain.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes those who look and then write do so one after the other, for each tenant and each thing.
/// Two tenants of one hash wait for each other, which harms nobody.
final class TenantTurn {
  private TenantTurn() {}

  /// Waits for the turn, which ends with the transaction. Statements after this one see what those
  /// before it in the row have written.
  static void take(JdbcClient jdbc, String what, TenantId tenantId) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:turn, 0)) IS NULL")
        .param("turn", what + "/" + tenantId.value())
        .query(Boolean.class)
        .single();
  }
}
