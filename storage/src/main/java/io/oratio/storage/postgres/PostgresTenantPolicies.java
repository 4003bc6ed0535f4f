package io.oratio.storage.postgres;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPolicy;
import io.oratio.storage.body.WordsBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What tenants settle, in the table `tenant_policies`.
final class PostgresTenantPolicies implements TenantPolicies {
  private final JdbcClient jdbc;

  PostgresTenantPolicies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public TenantPolicy find(TenantId tenantId) {
    return jdbc.sql("SELECT * FROM tenant_policies WHERE tenant_id = :tenantId")
        .param("tenantId", tenantId.value())
        .query(PostgresTenantPolicies::read)
        .optional()
        .orElseGet(() -> TenantPolicy.usual(tenantId));
  }

  @Override
  public void save(TenantPolicy policy) {
    jdbc.sql(
            """
            INSERT INTO tenant_policies (tenant_id, home_country, allowed_destinations,
                                         max_outbound_calls, recording_retention_days,
                                         session_retention_days, updated_at)
            VALUES (:tenantId, :homeCountry, CAST(:allowedDestinations AS jsonb),
                    :maxOutboundCalls, :recordingRetentionDays,
                    :sessionRetentionDays, :updatedAt)
            ON CONFLICT (tenant_id)
            DO UPDATE SET home_country = EXCLUDED.home_country,
                          allowed_destinations = EXCLUDED.allowed_destinations,
                          max_outbound_calls = EXCLUDED.max_outbound_calls,
                          recording_retention_days = EXCLUDED.recording_retention_days,
                          session_retention_days = EXCLUDED.session_retention_days,
                          updated_at = EXCLUDED.updated_at
            """)
        .param("tenantId", policy.tenantId().value())
        .param("homeCountry", policy.homeCountry())
        .param("allowedDestinations", WordsBody.write(policy.allowedDestinations()))
        .param("maxOutboundCalls", policy.maxOutboundCalls())
        .param("recordingRetentionDays", orNull(policy.recordingRetentionDays()), Types.INTEGER)
        .param("sessionRetentionDays", orNull(policy.sessionRetentionDays()), Types.INTEGER)
        .param("updatedAt", Columns.timestamp(policy.updatedAt()))
        .update();
  }

  private static @Nullable Integer orNull(OptionalInt days) {
    return days.isPresent() ? days.getAsInt() : null;
  }

  private static TenantPolicy read(ResultSet row, int index) throws SQLException {
    return new TenantPolicy(
        Columns.tenantId(row),
        row.getString("home_country"),
        WordsBody.read(row.getString("allowed_destinations")),
        row.getInt("max_outbound_calls"),
        Columns.optionalInt(row, "recording_retention_days"),
        Columns.optionalInt(row, "session_retention_days"),
        Columns.instant(row, "updated_at"));
  }
}
