package io.oratio.storage.dynamodb;

import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.Tenants;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Tenants in the table `tenants`.
final class DynamoDbTenants implements Tenants {
  private final Table table;

  DynamoDbTenants(Table table) {
    this.table = table;
  }

  @Override
  public void save(Tenant tenant) {
    table.put(
        Item.of(tenant.tenantId()).put("name", tenant.name()).put("createdAt", tenant.createdAt()));
  }

  @Override
  public Optional<Tenant> find(TenantId tenantId) {
    return table.find(Item.of(tenantId)).map(DynamoDbTenants::read);
  }

  @Override
  public List<Tenant> all() {
    return table
        .all()
        .map(DynamoDbTenants::read)
        .sorted(Comparator.comparing(it -> it.tenantId().value()))
        .toList();
  }

  private static Tenant read(Item item) {
    return new Tenant(item.tenantId(), item.text("name"), item.instant("createdAt"));
  }
}
