package io.oratio.storage.postgres;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tool.ToolExecution;
import io.oratio.domain.tool.ToolExecutions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tool executions in the table `tool_executions`.
final class PostgresToolExecutions implements ToolExecutions {
  private final JdbcClient jdbc;

  PostgresToolExecutions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The primary key decides who of many is first; nothing takes an execution out while its session
  /// lasts, so the one that was first is found.
  @Override
  public Optional<ToolExecution> begin(ToolExecution running) {
    int added =
        jdbc.sql(
                """
                INSERT INTO tool_executions (tenant_id, session_id, execution_key, tool_name,
                                             authority, arguments, state, result, started_at,
                                             ended_at)
                VALUES (:tenantId, :sessionId, :executionKey, :toolName,
                        :authority, :arguments, :state, :result, :startedAt,
                        :endedAt)
                ON CONFLICT DO NOTHING
                """)
            .param("tenantId", running.tenantId().value())
            .param("sessionId", running.sessionId())
            .param("executionKey", running.key())
            .param("toolName", running.toolName())
            .param("authority", running.authority().wireName())
            .param("arguments", running.arguments())
            .param("state", running.state().wireName())
            .param("result", running.result().orElse(null), Types.VARCHAR)
            .param("startedAt", Columns.timestamp(running.startedAt()))
            .param(
                "endedAt",
                running.endedAt().map(Columns::timestamp).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .update();
    return added == 1 ? Optional.empty() : Optional.of(present(running));
  }

  @Override
  public void end(ToolExecution ended) {
    ToolExecutions.checkEnded(ended);
    int changed =
        jdbc.sql(
                """
                UPDATE tool_executions
                SET state = :state, result = :result, ended_at = :endedAt
                WHERE tenant_id = :tenantId AND session_id = :sessionId
                  AND execution_key = :executionKey AND state = 'running'
                """)
            .param("tenantId", ended.tenantId().value())
            .param("sessionId", ended.sessionId())
            .param("executionKey", ended.key())
            .param("state", ended.state().wireName())
            .param("result", ended.result().orElse(null), Types.VARCHAR)
            .param(
                "endedAt",
                ended.endedAt().map(Columns::timestamp).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .update();
    if (changed == 0) {
      present(ended);
    }
  }

  @Override
  public Optional<ToolExecution> find(TenantId tenantId, String sessionId, String key) {
    return jdbc.sql(
            """
            SELECT * FROM tool_executions
            WHERE tenant_id = :tenantId AND session_id = :sessionId
              AND execution_key = :executionKey
            """)
        .param("tenantId", tenantId.value())
        .param("sessionId", sessionId)
        .param("executionKey", key)
        .query(PostgresToolExecutions::read)
        .optional();
  }

  @Override
  public List<ToolExecution> ofSession(TenantId tenantId, String sessionId) {
    return jdbc.sql(
            """
            SELECT * FROM tool_executions
            WHERE tenant_id = :tenantId AND session_id = :sessionId
            ORDER BY started_at, execution_key LIMIT :most
            """)
        .param("tenantId", tenantId.value())
        .param("sessionId", sessionId)
        .param("most", MOST)
        .query(PostgresToolExecutions::read)
        .list();
  }

  @Override
  public void deleteOf(TenantId tenantId, String sessionId) {
    jdbc.sql(
            """
            DELETE FROM tool_executions
            WHERE tenant_id = :tenantId AND session_id = :sessionId
            """)
        .param("tenantId", tenantId.value())
        .param("sessionId", sessionId)
        .update();
  }

  private ToolExecution present(ToolExecution execution) {
    return find(execution.tenantId(), execution.sessionId(), execution.key())
        .orElseThrow(
            () -> new IllegalStateException("there is no tool execution " + execution.key()));
  }

  private static ToolExecution read(ResultSet row, int index) throws SQLException {
    return new ToolExecution(
        Columns.tenantId(row),
        row.getString("session_id"),
        row.getString("execution_key"),
        row.getString("tool_name"),
        ToolExecution.Authority.fromWire(row.getString("authority")),
        row.getString("arguments"),
        ToolExecution.State.fromWire(row.getString("state")),
        Columns.optionalText(row, "result"),
        Columns.instant(row, "started_at"),
        Columns.optionalInstant(row, "ended_at"));
  }
}
