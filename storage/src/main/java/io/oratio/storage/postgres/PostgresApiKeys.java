package io.oratio.storage.postgres;

import io.oratio.domain.key.ApiKey;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import io.oratio.storage.body.WordsBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Keys in the table `api_keys`.
final class PostgresApiKeys implements ApiKeys {
  private final JdbcClient jdbc;

  PostgresApiKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(ApiKey key) {
    int added =
        jdbc.sql(
                """
                INSERT INTO api_keys (tenant_id, key_id, kind, name, secret_hmac, pepper_id,
                                      last_4, scopes, agent_ids, origins, created_by, created_at,
                                      expires_at, last_used_at, use_count, revoked_at, replaces)
                VALUES (:tenantId, :keyId, :kind, :name, :secretHmac, :pepperId,
                        :last4, CAST(:scopes AS jsonb), CAST(:agentIds AS jsonb),
                        CAST(:origins AS jsonb), :createdBy, :createdAt,
                        :expiresAt, :lastUsedAt, :useCount, :revokedAt, :replaces)
                ON CONFLICT DO NOTHING
                """)
            .param("tenantId", key.tenantId().value())
            .param("keyId", key.keyId())
            .param("kind", key.kind().wireName())
            .param("name", key.name())
            .param("secretHmac", key.secretHmac().reveal())
            .param("pepperId", key.pepperId())
            .param("last4", key.last4())
            .param("scopes", WordsBody.write(key.scopes()))
            .param("agentIds", WordsBody.write(key.agentIds()))
            .param("origins", WordsBody.write(key.origins()))
            .param("createdBy", key.createdBy())
            .param("createdAt", Columns.timestamp(key.createdAt()))
            .param("expiresAt", Columns.timestamp(key.expiresAt()))
            .param(
                "lastUsedAt",
                key.lastUsedAt().map(Columns::timestamp).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("useCount", key.useCount())
            .param(
                "revokedAt",
                key.revokedAt().map(Columns::timestamp).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("replaces", key.replaces().orElse(null), Types.VARCHAR)
            .update();
    if (added == 0) {
      throw new IllegalStateException("key " + key.keyId() + " is there already");
    }
  }

  @Override
  public Optional<ApiKey> find(String keyId) {
    return jdbc.sql("SELECT * FROM api_keys WHERE key_id = :keyId")
        .param("keyId", keyId)
        .query(PostgresApiKeys::read)
        .optional();
  }

  @Override
  public Optional<ApiKey> find(TenantId tenantId, String keyId) {
    return jdbc.sql("SELECT * FROM api_keys WHERE tenant_id = :tenantId AND key_id = :keyId")
        .param("tenantId", tenantId.value())
        .param("keyId", keyId)
        .query(PostgresApiKeys::read)
        .optional();
  }

  @Override
  public List<ApiKey> list(TenantId tenantId) {
    return jdbc.sql("SELECT * FROM api_keys WHERE tenant_id = :tenantId ORDER BY key_id")
        .param("tenantId", tenantId.value())
        .query(PostgresApiKeys::read)
        .list();
  }

  @Override
  public Optional<ApiKey> revoke(TenantId tenantId, String keyId, Instant from) {
    return jdbc.sql(
            """
            UPDATE api_keys SET revoked_at = LEAST(revoked_at, :from)
            WHERE tenant_id = :tenantId AND key_id = :keyId
            RETURNING *
            """)
        .param("tenantId", tenantId.value())
        .param("keyId", keyId)
        .param("from", Columns.timestamp(from))
        .query(PostgresApiKeys::read)
        .optional();
  }

  /// The rows are locked in the order of their ids first, so that two that count the same keys wait
  /// for each other only one way.
  @Override
  public void used(Map<String, Integer> counts, Instant at) {
    ApiKeys.checkCounts(counts);
    if (counts.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            WITH counted AS (
              SELECT key_id, times
              FROM unnest(CAST(:keyIds AS text[]), CAST(:times AS bigint[])) AS it (key_id, times)
            ), locked AS MATERIALIZED (
              SELECT tenant_id, key_id FROM api_keys
              WHERE key_id IN (SELECT key_id FROM counted)
              ORDER BY key_id FOR UPDATE
            )
            UPDATE api_keys AS key
            SET use_count = key.use_count + counted.times,
                last_used_at = GREATEST(key.last_used_at, :at)
            FROM locked JOIN counted USING (key_id)
            WHERE key.tenant_id = locked.tenant_id AND key.key_id = locked.key_id
            """)
        .param("keyIds", counts.keySet().toArray(String[]::new))
        .param("times", counts.values().stream().map(Integer::longValue).toArray(Long[]::new))
        .param("at", Columns.timestamp(at))
        .update();
  }

  private static ApiKey read(ResultSet row, int index) throws SQLException {
    return new ApiKey(
        Columns.tenantId(row),
        row.getString("key_id"),
        ApiKey.Kind.fromWire(row.getString("kind")),
        row.getString("name"),
        new Secret(row.getString("secret_hmac")),
        row.getString("pepper_id"),
        row.getString("last_4"),
        WordsBody.read(row.getString("scopes")),
        WordsBody.read(row.getString("agent_ids")),
        WordsBody.read(row.getString("origins")),
        row.getString("created_by"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "expires_at"),
        Columns.optionalInstant(row, "last_used_at"),
        row.getLong("use_count"),
        Columns.optionalInstant(row, "revoked_at"),
        Columns.optionalText(row, "replaces"));
  }
}
