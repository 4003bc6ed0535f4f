package io.oratio.storage.dynamodb;

import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPoliciesContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbTenantPoliciesTest extends TenantPoliciesContract {
  private final Moto.Running moto;

  DynamoDbTenantPoliciesTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected TenantPolicies tenantPolicies() {
    return moto.storage().tenantPolicies();
  }
}
