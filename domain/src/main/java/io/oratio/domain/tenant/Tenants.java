package io.oratio.domain.tenant;

import java.util.List;
import java.util.Optional;

/// The store of tenants. Calls may block and are safe from any thread.
public interface Tenants {
  /// Writes the tenant, replacing one of the same id.
  void save(Tenant tenant);

  Optional<Tenant> find(TenantId tenantId);

  /// All tenants, ordered by id: for the platform's own start and jobs, never for a tenant's
  /// request.
  List<Tenant> all();
}
