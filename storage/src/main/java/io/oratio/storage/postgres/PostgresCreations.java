package io.oratio.storage.postgres;

import io.oratio.domain.creation.Creation;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.storage.body.StepsBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Creations in the table `creations`.
final class PostgresCreations implements Creations {
  private final JdbcClient jdbc;

  PostgresCreations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean begin(Creation creation) {
    return jdbc.sql(
                """
                INSERT INTO creations AS there (tenant_id, agent_id, state, steps, started_at,
                                                updated_at, due_at)
                VALUES (:tenantId, :agentId, :state, CAST(:steps AS jsonb), :startedAt,
                        :updatedAt, :dueAt)
                ON CONFLICT (tenant_id, agent_id)
                DO UPDATE SET state = EXCLUDED.state, steps = EXCLUDED.steps,
                              started_at = EXCLUDED.started_at, updated_at = EXCLUDED.updated_at,
                              due_at = EXCLUDED.due_at, lease_owner = NULL, lease_until = NULL
                WHERE there.state <> 'working'
                """)
            .param("tenantId", creation.tenantId().value())
            .param("agentId", creation.agentId())
            .param("state", creation.state().wireName())
            .param("steps", StepsBody.write(creation.steps()))
            .param("startedAt", Columns.timestamp(creation.startedAt()))
            .param("updatedAt", Columns.timestamp(creation.updatedAt()))
            .param("dueAt", Columns.timestamp(creation.dueAt()))
            .update()
        == 1;
  }

  @Override
  public Optional<Creation> find(TenantId tenantId, String agentId) {
    return jdbc.sql("SELECT * FROM creations WHERE tenant_id = :tenantId AND agent_id = :agentId")
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .query(PostgresCreations::read)
        .optional();
  }

  @Override
  public Optional<Creation> lease(
      TenantId tenantId, String agentId, String owner, Instant now, Instant until) {
    return jdbc.sql(
            """
            UPDATE creations SET lease_owner = :owner, lease_until = :until
            WHERE tenant_id = :tenantId AND agent_id = :agentId AND state = 'working'
              AND (lease_owner IS NULL OR lease_owner = :owner OR lease_until <= :now)
            RETURNING *
            """)
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .param("owner", Creations.checkOwner(owner))
        .param("now", Columns.timestamp(now))
        .param("until", Columns.timestamp(until))
        .query(PostgresCreations::read)
        .optional();
  }

  @Override
  public boolean save(Creation creation, String owner) {
    return jdbc.sql(
                """
                UPDATE creations
                SET state = :state, steps = CAST(:steps AS jsonb), started_at = :startedAt,
                    updated_at = :updatedAt, due_at = :dueAt
                WHERE tenant_id = :tenantId AND agent_id = :agentId AND lease_owner = :owner
                """)
            .param("tenantId", creation.tenantId().value())
            .param("agentId", creation.agentId())
            .param("owner", Creations.checkOwner(owner))
            .param("state", creation.state().wireName())
            .param("steps", StepsBody.write(creation.steps()))
            .param("startedAt", Columns.timestamp(creation.startedAt()))
            .param("updatedAt", Columns.timestamp(creation.updatedAt()))
            .param("dueAt", Columns.timestamp(creation.dueAt()))
            .update()
        == 1;
  }

  @Override
  public void release(TenantId tenantId, String agentId, String owner) {
    jdbc.sql(
            """
            UPDATE creations SET lease_owner = NULL, lease_until = NULL
            WHERE tenant_id = :tenantId AND agent_id = :agentId AND lease_owner = :owner
            """)
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .param("owner", owner)
        .update();
  }

  @Override
  public List<Creation> due(Instant now, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM creations
            WHERE state = 'working' AND due_at <= :now
              AND (lease_owner IS NULL OR lease_until <= :now)
            ORDER BY due_at LIMIT :limit
            """)
        .param("now", Columns.timestamp(now))
        .param("limit", Shape.limit(limit))
        .query(PostgresCreations::read)
        .list();
  }

  @Override
  public void remove(TenantId tenantId, String agentId) {
    jdbc.sql("DELETE FROM creations WHERE tenant_id = :tenantId AND agent_id = :agentId")
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .update();
  }

  private static Creation read(ResultSet row, int index) throws SQLException {
    return new Creation(
        Columns.tenantId(row),
        row.getString("agent_id"),
        StepsBody.read(row.getString("steps")),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "updated_at"),
        Columns.instant(row, "due_at"));
  }
}
