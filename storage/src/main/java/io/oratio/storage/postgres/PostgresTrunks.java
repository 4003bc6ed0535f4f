package io.oratio.storage.postgres;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import io.oratio.storage.body.TrunkBody;
import io.oratio.storage.secret.SecretBox;
import io.oratio.storage.secret.TrunkSeal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/// Trunks in the table `trunks`; their passwords are sealed.
final class PostgresTrunks implements Trunks {
  private final JdbcClient jdbc;

  /// Names the lock under which addresses are claimed, the same on every node.
  private static final long CLAIMING = 0x6f72_6174_696f_0001L;

  private final TransactionOperations transactions;
  private final TrunkSeal seal;

  PostgresTrunks(JdbcClient jdbc, TransactionOperations transactions, SecretBox secrets) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.seal = new TrunkSeal(secrets);
  }

  @Override
  public void save(Trunk trunk) {
    Optional<Trunk.Credentials> credentials = trunk.credentials();
    jdbc.sql(
            """
            INSERT INTO trunks (tenant_id, trunk_id, name, host, port, transport, username,
                                sealed_password, realm, allowed_sources, codecs,
                                media_from_anywhere, max_calls, max_calls_per_second,
                                caller_id, country)
            VALUES (:tenantId, :trunkId, :name, :host, :port, :transport, :username,
                    :sealedPassword, :realm, CAST(:allowedSources AS jsonb),
                    CAST(:codecs AS jsonb), :mediaFromAnywhere, :maxCalls, :maxCallsPerSecond,
                    :callerId, :country)
            ON CONFLICT (tenant_id, trunk_id)
            DO UPDATE SET name = EXCLUDED.name, host = EXCLUDED.host, port = EXCLUDED.port,
                          transport = EXCLUDED.transport, username = EXCLUDED.username,
                          sealed_password = EXCLUDED.sealed_password, realm = EXCLUDED.realm,
                          allowed_sources = EXCLUDED.allowed_sources, codecs = EXCLUDED.codecs,
                          media_from_anywhere = EXCLUDED.media_from_anywhere,
                          max_calls = EXCLUDED.max_calls,
                          max_calls_per_second = EXCLUDED.max_calls_per_second,
                          caller_id = EXCLUDED.caller_id, country = EXCLUDED.country
            """)
        .param("tenantId", trunk.tenantId().value())
        .param("trunkId", trunk.trunkId())
        .param("name", trunk.name())
        .param("host", trunk.host().orElse(null), Types.VARCHAR)
        .param("port", trunk.port())
        .param("transport", trunk.transport().name())
        .param("username", credentials.map(Trunk.Credentials::username).orElse(null), Types.VARCHAR)
        .param("sealedPassword", seal.sealedPassword(trunk).orElse(null), Types.VARCHAR)
        .param("realm", credentials.map(Trunk.Credentials::realm).orElse(null), Types.VARCHAR)
        .param("allowedSources", TrunkBody.writeSources(trunk.allowedSources()))
        .param("codecs", TrunkBody.writeCodecs(trunk.codecs()))
        .param("mediaFromAnywhere", trunk.mediaFromAnywhere())
        .param("maxCalls", trunk.maxCalls())
        .param("maxCallsPerSecond", trunk.maxCallsPerSecond())
        .param("callerId", trunk.callerId().orElse(null), Types.VARCHAR)
        .param("country", trunk.country().orElse(null), Types.VARCHAR)
        .update();
  }

  @Override
  public boolean claim(Trunk trunk) {
    return Boolean.TRUE.equals(
        transactions.execute(
            _ -> {
              jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(:claiming)")
                  .param("claiming", CLAIMING)
                  .query(Integer.class)
                  .single();
              boolean isFree = all().stream().noneMatch(trunk::isContestedBy);
              if (isFree) {
                save(trunk);
              }
              return isFree;
            }));
  }

  @Override
  public List<Trunk> list(TenantId tenantId) {
    return jdbc.sql("SELECT * FROM trunks WHERE tenant_id = :tenantId ORDER BY trunk_id")
        .param("tenantId", tenantId.value())
        .query(this::read)
        .list();
  }

  @Override
  public List<Trunk> all() {
    return jdbc.sql("SELECT * FROM trunks ORDER BY tenant_id, trunk_id").query(this::read).list();
  }

  @Override
  public void remove(TenantId tenantId, String trunkId) {
    jdbc.sql("DELETE FROM trunks WHERE tenant_id = :tenantId AND trunk_id = :trunkId")
        .param("tenantId", tenantId.value())
        .param("trunkId", trunkId)
        .update();
  }

  private Trunk read(ResultSet row, int index) throws SQLException {
    TenantId tenantId = Columns.tenantId(row);
    String trunkId = row.getString("trunk_id");
    return new Trunk(
        tenantId,
        trunkId,
        row.getString("name"),
        Columns.optionalText(row, "host"),
        row.getInt("port"),
        Trunk.Transport.valueOf(row.getString("transport")),
        seal.credentials(
            tenantId,
            trunkId,
            Columns.optionalText(row, "username"),
            Columns.optionalText(row, "sealed_password"),
            Columns.optionalText(row, "realm")),
        TrunkBody.readSources(row.getString("allowed_sources")),
        TrunkBody.readCodecs(row.getString("codecs")),
        row.getBoolean("media_from_anywhere"),
        row.getInt("max_calls"),
        row.getInt("max_calls_per_second"),
        Columns.optionalText(row, "caller_id"),
        Columns.optionalText(row, "country"));
  }
}
