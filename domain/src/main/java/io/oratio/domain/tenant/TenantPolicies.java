package io.oratio.domain.tenant;

/// The store of what tenants settle.
public interface TenantPolicies {
  /// What the tenant settled; [TenantPolicy#usual] when it settled nothing.
  TenantPolicy find(TenantId tenantId);

  /// Writes it, replacing what the tenant had settled.
  void save(TenantPolicy policy);
}
