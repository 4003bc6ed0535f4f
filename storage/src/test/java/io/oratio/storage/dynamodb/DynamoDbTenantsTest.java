package io.oratio.storage.dynamodb;

import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.tenant.TenantsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Moto.class)
class DynamoDbTenantsTest extends TenantsContract {
  private final Moto.Running moto;

  DynamoDbTenantsTest(Moto.Running moto) {
    this.moto = moto;
  }

  @Override
  protected Tenants tenants() {
    return moto.storage().tenants();
  }
}
