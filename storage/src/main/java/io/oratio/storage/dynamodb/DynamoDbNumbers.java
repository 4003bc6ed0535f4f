package io.oratio.storage.dynamodb;

import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import java.util.List;

/// Number rules in the table `numbers`.
final class DynamoDbNumbers implements Numbers {
  private final Table table;

  DynamoDbNumbers(Table table) {
    this.table = table;
  }

  @Override
  public void save(NumberRule rule) {
    table.put(
        key(rule.tenantId(), rule.numberId())
            .put("pattern", rule.pattern())
            .put("trunkId", rule.trunkId())
            .put("agentId", rule.agentId())
            .put("version", rule.version()));
  }

  @Override
  public List<NumberRule> list(TenantId tenantId) {
    return table.of(tenantId).map(DynamoDbNumbers::read).toList();
  }

  @Override
  public void remove(TenantId tenantId, String numberId) {
    table.delete(key(tenantId, numberId));
  }

  @Override
  public List<NumberRule> removeOf(TenantId tenantId, String agentId) {
    List<NumberRule> gone =
        list(tenantId).stream().filter(it -> it.agentId().equals(agentId)).toList();
    gone.forEach(it -> remove(tenantId, it.numberId()));
    return gone;
  }

  private static Item key(TenantId tenantId, String numberId) {
    return Item.of(tenantId).put("numberId", numberId);
  }

  private static NumberRule read(Item item) {
    return new NumberRule(
        item.tenantId(),
        item.text("numberId"),
        item.text("pattern"),
        item.optionalText("trunkId"),
        item.text("agentId"),
        item.optionalInteger("version"));
  }
}
