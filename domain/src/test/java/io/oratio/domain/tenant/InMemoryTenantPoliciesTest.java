package io.oratio.domain.tenant;

class InMemoryTenantPoliciesTest extends TenantPoliciesContract {
  private final TenantPolicies tenantPolicies = new InMemoryTenantPolicies();

  @Override
  protected TenantPolicies tenantPolicies() {
    return tenantPolicies;
  }
}
