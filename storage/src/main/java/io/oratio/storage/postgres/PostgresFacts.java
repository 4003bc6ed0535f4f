package io.oratio.storage.postgres;

import io.oratio.domain.memory.Fact;
import io.oratio.domain.memory.Facts;
import io.oratio.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Facts in the table `facts`.
final class PostgresFacts implements Facts {
  private final JdbcClient jdbc;

  PostgresFacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void put(Fact fact) {
    jdbc.sql(
            """
            INSERT INTO facts (tenant_id, agent_id, subject, name, value, session_id, created_at)
            VALUES (:tenantId, :agentId, :subject, :name, :value, :sessionId, :createdAt)
            ON CONFLICT (tenant_id, agent_id, subject, name)
            DO UPDATE SET value = EXCLUDED.value, session_id = EXCLUDED.session_id,
                          created_at = EXCLUDED.created_at
            """)
        .param("tenantId", fact.tenantId().value())
        .param("agentId", fact.agentId())
        .param("subject", fact.subject())
        .param("name", fact.name())
        .param("value", fact.value())
        .param("sessionId", fact.sessionId())
        .param("createdAt", Columns.timestamp(fact.createdAt()))
        .update();
  }

  @Override
  public List<Fact> about(TenantId tenantId, String agentId, String subject) {
    return jdbc.sql(
            """
            SELECT * FROM facts
            WHERE tenant_id = :tenantId AND agent_id = :agentId AND subject = :subject
            ORDER BY name LIMIT :most
            """)
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .param("subject", subject)
        .param("most", MOST)
        .query(PostgresFacts::read)
        .list();
  }

  @Override
  public void forget(TenantId tenantId, String agentId, String subject) {
    jdbc.sql(
            """
            DELETE FROM facts
            WHERE tenant_id = :tenantId AND agent_id = :agentId AND subject = :subject
            """)
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .param("subject", subject)
        .update();
  }

  @Override
  public void removeOf(TenantId tenantId, String agentId) {
    jdbc.sql("DELETE FROM facts WHERE tenant_id = :tenantId AND agent_id = :agentId")
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .update();
  }

  private static Fact read(ResultSet row, int index) throws SQLException {
    return new Fact(
        Columns.tenantId(row),
        row.getString("agent_id"),
        row.getString("subject"),
        row.getString("name"),
        row.getString("value"),
        row.getString("session_id"),
        Columns.instant(row, "created_at"));
  }
}
