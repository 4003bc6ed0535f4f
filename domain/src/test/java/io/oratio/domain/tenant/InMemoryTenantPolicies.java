package io.oratio.domain.tenant;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What tenants settle, kept in memory, for tests.
public final class InMemoryTenantPolicies implements TenantPolicies {
  private final Map<TenantId, TenantPolicy> policies = new ConcurrentHashMap<>();

  @Override
  public TenantPolicy find(TenantId tenantId) {
    return policies.getOrDefault(tenantId, TenantPolicy.usual(tenantId));
  }

  @Override
  public void save(TenantPolicy policy) {
    policies.put(policy.tenantId(), policy);
  }
}
