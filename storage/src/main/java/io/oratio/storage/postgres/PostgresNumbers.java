package io.oratio.storage.postgres;

import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Number rules in the table `numbers`.
final class PostgresNumbers implements Numbers {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  PostgresNumbers(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public void save(NumberRule rule) {
    Integer version = rule.version().isPresent() ? rule.version().getAsInt() : null;
    jdbc.sql(
            """
            INSERT INTO numbers (tenant_id, number_id, pattern, trunk_id, agent_id, version)
            VALUES (:tenantId, :numberId, :pattern, :trunkId, :agentId, :version)
            ON CONFLICT (tenant_id, number_id)
            DO UPDATE SET pattern = EXCLUDED.pattern, trunk_id = EXCLUDED.trunk_id,
                          agent_id = EXCLUDED.agent_id, version = EXCLUDED.version
            """)
        .param("tenantId", rule.tenantId().value())
        .param("numberId", rule.numberId())
        .param("pattern", rule.pattern())
        .param("trunkId", rule.trunkId().orElse(null), Types.VARCHAR)
        .param("agentId", rule.agentId())
        .param("version", version, Types.INTEGER)
        .update();
  }

  @Override
  public boolean saveUnlessTaken(NumberRule rule) {
    return Boolean.TRUE.equals(
        transactions.execute(
            _ -> {
              TenantLock.take(jdbc, "numbers", rule.tenantId());
              boolean isTaken =
                  list(rule.tenantId()).stream()
                      .filter(it -> !it.numberId().equals(rule.numberId()))
                      .anyMatch(rule::isForTheCallsOf);
              if (!isTaken) {
                save(rule);
              }
              return !isTaken;
            }));
  }

  @Override
  public List<NumberRule> list(TenantId tenantId) {
    return jdbc.sql("SELECT * FROM numbers WHERE tenant_id = :tenantId ORDER BY number_id")
        .param("tenantId", tenantId.value())
        .query(PostgresNumbers::read)
        .list();
  }

  @Override
  public void remove(TenantId tenantId, String numberId) {
    jdbc.sql("DELETE FROM numbers WHERE tenant_id = :tenantId AND number_id = :numberId")
        .param("tenantId", tenantId.value())
        .param("numberId", numberId)
        .update();
  }

  @Override
  public List<NumberRule> removeOf(TenantId tenantId, String agentId) {
    return jdbc.sql(
            "DELETE FROM numbers WHERE tenant_id = :tenantId AND agent_id = :agentId RETURNING *")
        .param("tenantId", tenantId.value())
        .param("agentId", agentId)
        .query(PostgresNumbers::read)
        .list();
  }

  private static NumberRule read(ResultSet row, int index) throws SQLException {
    return new NumberRule(
        Columns.tenantId(row),
        row.getString("number_id"),
        row.getString("pattern"),
        Columns.optionalText(row, "trunk_id"),
        row.getString("agent_id"),
        Columns.optionalInt(row, "version"));
  }
}
