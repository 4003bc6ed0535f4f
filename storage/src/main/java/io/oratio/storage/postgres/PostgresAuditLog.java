package io.oratio.storage.postgres;

import io.oratio.domain.audit.AuditChain;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// The audit log in the table `audit_entries`. Who adds to a tenant's chain holds its row in
/// `audit_heads` until the entry is written.
final class PostgresAuditLog implements AuditLog {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  PostgresAuditLog(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public AuditEntry append(
      TenantId tenantId, Instant at, String actor, String action, String subject, String details) {
    AuditEntry appended =
        transactions.execute(
            _ -> {
              AuditChain.End end = held(tenantId);
              AuditEntry entry =
                  AuditEntry.following(
                      end.sequence(), end.hash(), tenantId, at, actor, action, subject, details);
              write(entry);
              return entry;
            });
    return Objects.requireNonNull(appended);
  }

  @Override
  public List<AuditEntry> entries(TenantId tenantId, long afterSequence, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM audit_entries
            WHERE tenant_id = :tenantId AND sequence > :after
            ORDER BY sequence LIMIT :limit
            """)
        .param("tenantId", tenantId.value())
        .param("after", afterSequence)
        .param("limit", Shape.limit(limit))
        .query(PostgresAuditLog::read)
        .list();
  }

  @Override
  public List<AuditEntry> latest(TenantId tenantId, long beforeSequence, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM audit_entries
            WHERE tenant_id = :tenantId AND sequence < :before
            ORDER BY sequence DESC LIMIT :limit
            """)
        .param("tenantId", tenantId.value())
        .param("before", beforeSequence)
        .param("limit", Shape.limit(limit))
        .query(PostgresAuditLog::read)
        .list();
  }

  /// The end of the chain, held until the transaction ends. Writing the row that is there already
  /// holds it too.
  private AuditChain.End held(TenantId tenantId) {
    return jdbc.sql(
            """
            INSERT INTO audit_heads AS head (tenant_id, sequence, hash)
            VALUES (:tenantId, 0, :noHash)
            ON CONFLICT (tenant_id) DO UPDATE SET sequence = head.sequence
            RETURNING *
            """)
        .param("tenantId", tenantId.value())
        .param("noHash", AuditEntry.NO_HASH)
        .query((row, _) -> new AuditChain.End(row.getLong("sequence"), row.getString("hash")))
        .single();
  }

  private void write(AuditEntry entry) {
    jdbc.sql(
            """
            WITH head AS (
              UPDATE audit_heads SET sequence = :sequence, hash = :hash
              WHERE tenant_id = :tenantId
            )
            INSERT INTO audit_entries (tenant_id, sequence, at, actor, action, subject, details,
                                       previous_hash, hash)
            VALUES (:tenantId, :sequence, :at, :actor, :action, :subject, :details,
                    :previousHash, :hash)
            """)
        .param("tenantId", entry.tenantId().value())
        .param("sequence", entry.sequence())
        .param("at", Columns.timestamp(entry.at()))
        .param("actor", entry.actor())
        .param("action", entry.action())
        .param("subject", entry.subject())
        .param("details", entry.details())
        .param("previousHash", entry.previousHash())
        .param("hash", entry.hash())
        .update();
  }

  private static AuditEntry read(ResultSet row, int index) throws SQLException {
    return new AuditEntry(
        Columns.tenantId(row),
        row.getLong("sequence"),
        Columns.instant(row, "at"),
        row.getString("actor"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("details"),
        row.getString("previous_hash"),
        row.getString("hash"));
  }
}
