package io.oratio.storage.postgres;

import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tenants in the table `tenants`.
final class PostgresTenants implements Tenants {
  private final JdbcClient jdbc;

  PostgresTenants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void save(Tenant tenant) {
    jdbc.sql(
            """
            INSERT INTO tenants (tenant_id, name, created_at)
            VALUES (:tenantId, :name, :createdAt)
            ON CONFLICT (tenant_id)
            DO UPDATE SET name = EXCLUDED.name, created_at = EXCLUDED.created_at
            """)
        .param("tenantId", tenant.tenantId().value())
        .param("name", tenant.name())
        .param("createdAt", Columns.timestamp(tenant.createdAt()))
        .update();
  }

  @Override
  public Optional<Tenant> find(TenantId tenantId) {
    return jdbc.sql("SELECT * FROM tenants WHERE tenant_id = :tenantId")
        .param("tenantId", tenantId.value())
        .query(PostgresTenants::read)
        .optional();
  }

  @Override
  public List<Tenant> all() {
    return jdbc.sql("SELECT * FROM tenants ORDER BY tenant_id").query(PostgresTenants::read).list();
  }

  private static Tenant read(ResultSet row, int index) throws SQLException {
    return new Tenant(
        Columns.tenantId(row), row.getString("name"), Columns.instant(row, "created_at"));
  }
}
