package io.oratio.storage.postgres;

import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.tenant.TenantsContract;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.class)
class PostgresTenantsTest extends TenantsContract {
  private final PostgresStorage storage;

  PostgresTenantsTest(PostgresStorage storage) {
    this.storage = storage;
  }

  @Override
  protected Tenants tenants() {
    return storage.tenants();
  }
}
