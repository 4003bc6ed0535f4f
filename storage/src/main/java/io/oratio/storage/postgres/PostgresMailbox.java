package io.oratio.storage.postgres;

import io.oratio.domain.mail.Letter;
import io.oratio.domain.mail.Mailbox;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Letters in the table `letters`.
final class PostgresMailbox implements Mailbox {
  private final JdbcClient jdbc;

  PostgresMailbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Letter letter) {
    jdbc.sql(
            """
            INSERT INTO letters (tenant_id, letter_id, agent_id, session_id, recipient, subject,
                                 body, created_at)
            VALUES (:tenantId, :letterId, :agentId, :sessionId, :recipient, :subject,
                    :body, :createdAt)
            ON CONFLICT DO NOTHING
            """)
        .param("tenantId", letter.tenantId().value())
        .param("letterId", letter.letterId())
        .param("agentId", letter.agentId())
        .param("sessionId", letter.sessionId())
        .param("recipient", letter.to())
        .param("subject", letter.subject())
        .param("body", letter.body())
        .param("createdAt", Columns.timestamp(letter.createdAt()))
        .update();
  }

  @Override
  public List<Letter> recent(TenantId tenantId, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM letters WHERE tenant_id = :tenantId
            ORDER BY created_at DESC LIMIT :limit
            """)
        .param("tenantId", tenantId.value())
        .param("limit", Shape.limit(limit))
        .query(PostgresMailbox::read)
        .list();
  }

  private static Letter read(ResultSet row, int index) throws SQLException {
    return new Letter(
        Columns.tenantId(row),
        row.getString("letter_id"),
        row.getString("agent_id"),
        row.getString("session_id"),
        row.getString("recipient"),
        row.getString("subject"),
        row.getString("body"),
        Columns.instant(row, "created_at"));
  }
}
