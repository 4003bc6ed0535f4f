package io.oratio.domain.tenant;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tenants kept in memory, for tests.
public final class InMemoryTenants implements Tenants {
  private final Map<TenantId, Tenant> tenants = new ConcurrentHashMap<>();

  @Override
  public void save(Tenant tenant) {
    tenants.put(tenant.tenantId(), tenant);
  }

  @Override
  public Optional<Tenant> find(TenantId tenantId) {
    return Optional.ofNullable(tenants.get(tenantId));
  }

  @Override
  public List<Tenant> all() {
    return tenants.values().stream()
        .sorted(Comparator.comparing(it -> it.tenantId().value()))
        .toList();
  }
}
