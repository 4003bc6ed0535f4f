package io.oratio.storage.postgres;

import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPoliciesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresTenantPoliciesTest extends TenantPoliciesContract {
  private final PostgresStorage storage;

  PostgresTenantPoliciesTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected TenantPolicies tenantPolicies() {
    return storage.tenantPolicies();
  }
}
