package io.oratio.storage.postgres;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.tenant.TenantId;
import io.oratio.storage.body.VersionBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Agents in the table `agents`, what they say in `agent_versions`.
final class PostgresAgents implements Agents {
  private final JdbcClient jdbc;

  PostgresAgents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void save(Agent agent) {
    jdbc.sql(
            """
            INSERT INTO agents (tenant_id, agent_id, user_id, agent_name, agent_type, status,
                                published_version, created_at, updated_at)
            VALUES (:tenantId, :agentId, :userId, :agentName, :agentType, :status,
                    :publishedVersion, :createdAt, :updatedAt)
            ON CONFLICT (tenant_id, agent_id)
            DO UPDATE SET user_id = EXCLUDED.user_id, agent_name = EXCLUDED.agent_name,
                          agent_type = EXCLUDED.agent_type, status = EXCLUDED.status,
                          published_version = EXCLUDED.published_version,
                          created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at
            """)
        .param("tenantId", agent.tenantId().value())
        .param("agentId", agent.agentId())
        .param("userId", agent.userId())
        .param("agentName", agent.agentName())
        .param("agentType", agent.agentType().wireName())
        .param("status", agent.status().wireName())
        .param("publishedVersion", published(agent), Types.INTEGER)
        .param("createdAt", Columns.timestamp(agent.createdAt()))
        .param("updatedAt", Columns.timestamp(agent.updatedAt()))
        .update();
  }

  @Override
  public boolean save(Agent agent, Instant expectedUpdatedAt) {
    return jdbc.sql(
                """
                UPDATE agents
                SET user_id = :userId, agent_name = :agentName, agent_type = :agentType,
                    status = :status, published_version = :publishedVersion,
                    created_at = :createdAt, updated_at = :updatedAt
                WHERE tenant_id = :tenantId AND agent_id = :agentId AND updated_at = :expected
                """)
            .param("tenantId", agent.tenantId().value())
            .param("agentId", agent.agentId())
            .param("userId", agent.userId())
            .param("agentName", agent.agentName())
            .param("agentType", agent.agentType().wireName())
            .param("status", agent.status().wireName())
            .param("publishedVersion", published(agent), Types.INTEGER)
            .param("createdAt", Columns.timestamp(agent.createdAt()))
            .param("updatedAt", Columns.timestamp(agent.updatedAt()))
            .param("expected", Columns.timestamp(expectedUpdatedAt))
            .update()
        == 1;
  }

  @Override
  public Optional<Agent> find(TenantId tenantId, String agentId) {
    return jdbc.sql("SELECT * FROM agents WHERE tenant_id = :tenantId AND agent_id = :agentId")
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .query(PostgresAgents::read)
        .optional();
  }

  @Override
  public List<Agent> list(TenantId tenantId) {
    return jdbc.sql("SELECT * FROM agents WHERE tenant_id = :tenantId ORDER BY agent_id")
        .param("tenantId", tenantId.value())
        .query(PostgresAgents::read)
        .list();
  }

  @Override
  public void add(AgentVersion version) {
    int added =
        jdbc.sql(
                """
                INSERT INTO agent_versions (tenant_id, agent_id, version, body, created_at)
                VALUES (:tenantId, :agentId, :version, CAST(:body AS jsonb), :createdAt)
                ON CONFLICT DO NOTHING
                """)
            .param("tenantId", version.tenantId().value())
            .param("agentId", version.agentId())
            .param("version", version.version())
            .param("body", VersionBody.write(version))
            .param("createdAt", Columns.timestamp(version.createdAt()))
            .update();
    if (added == 0) {
      throw new IllegalStateException(
          "version " + version.version() + " of agent " + version.agentId() + " is there already");
    }
  }

  @Override
  public Optional<AgentVersion> version(TenantId tenantId, String agentId, int version) {
    return jdbc.sql(
            """
            SELECT body, created_at FROM agent_versions
            WHERE tenant_id = :tenantId AND agent_id = :agentId AND version = :version
            """)
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .param("version", version)
        .query(
            (row, _) ->
                VersionBody.read(
                    tenantId,
                    agentId,
                    version,
                    row.getString("body"),
                    Columns.instant(row, "created_at")))
        .optional();
  }

  @Override
  public OptionalInt latestVersion(TenantId tenantId, String agentId) {
    return jdbc.sql(
            """
            SELECT max(version) AS latest FROM agent_versions
            WHERE tenant_id = :tenantId AND agent_id = :agentId
            """)
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .query((row, _) -> Columns.optionalInt(row, "latest"))
        .single();
  }

  @Override
  public List<AgentVersion.Header> versions(TenantId tenantId, String agentId) {
    return jdbc.sql(
            """
            SELECT version, created_at FROM agent_versions
            WHERE tenant_id = :tenantId AND agent_id = :agentId
            ORDER BY version DESC LIMIT :most
            """)
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .param("most", MOST_VERSIONS)
        .query(
            (row, _) ->
                new AgentVersion.Header(row.getInt("version"), Columns.instant(row, "created_at")))
        .list();
  }

  @Override
  public boolean remove(TenantId tenantId, String agentId) {
    return jdbc.sql(
                """
                WITH versions AS (
                  DELETE FROM agent_versions
                  WHERE tenant_id = :tenantId AND agent_id = :agentId)
                DELETE FROM agents WHERE tenant_id = :tenantId AND agent_id = :agentId
                """)
            .param("tenantId", tenantId.value())
            .param("agentId", agentId)
            .update()
        == 1;
  }

  private static @Nullable Integer published(Agent agent) {
    return agent.publishedVersion().isPresent() ? agent.publishedVersion().getAsInt() : null;
  }

  private static Agent read(ResultSet row, int index) throws SQLException {
    return new Agent(
        Columns.tenantId(row),
        row.getString("agent_id"),
        row.getString("user_id"),
        row.getString("agent_name"),
        AgentType.fromWire(row.getString("agent_type")),
        AgentStatus.fromWire(row.getString("status")),
        Columns.optionalInt(row, "published_version"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"));
  }
}
