package io.oratio.storage.dynamodb;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPolicy;
import io.oratio.storage.body.WordsBody;

/// What tenants settle, in the table `tenant-policies`.
final class DynamoDbTenantPolicies implements TenantPolicies {
  private final Table table;

  DynamoDbTenantPolicies(Table table) {
    this.table = table;
  }

  @Override
  public TenantPolicy find(TenantId tenantId) {
    return table
        .find(Item.of(tenantId))
        .map(DynamoDbTenantPolicies::read)
        .orElseGet(() -> TenantPolicy.usual(tenantId));
  }

  @Override
  public void save(TenantPolicy policy) {
    table.put(
        Item.of(policy.tenantId())
            .put("homeCountry", policy.homeCountry())
            .put("allowedDestinations", WordsBody.write(policy.allowedDestinations()))
            .put("maxOutboundCalls", policy.maxOutboundCalls())
            .put("recordingRetentionDays", policy.recordingRetentionDays())
            .put("sessionRetentionDays", policy.sessionRetentionDays())
            .put("updatedAt", policy.updatedAt()));
  }

  private static TenantPolicy read(Item item) {
    return new TenantPolicy(
        item.tenantId(),
        item.text("homeCountry"),
        WordsBody.read(item.text("allowedDestinations")),
        item.integer("maxOutboundCalls"),
        item.optionalInteger("recordingRetentionDays"),
        item.optionalInteger("sessionRetentionDays"),
        item.instant("updatedAt"));
  }
}
