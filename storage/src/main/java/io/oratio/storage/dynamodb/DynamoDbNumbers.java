package io.oratio.storage.dynamodb;

import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Number rules in the table `numbers`, and beside them one item for each tenant by which those who
/// look and then write do so one after the other.
final class DynamoDbNumbers implements Numbers {
  /// No rule's id has this sign.
  private static final String LOOK = "#look";

  private final Table table;

  DynamoDbNumbers(Table table) {
    this.table = table;
  }

  @Override
  public void save(NumberRule rule) {
    table.put(write(rule));
  }

  @Override
  public boolean saveUnlessTaken(NumberRule rule) {
    return new LookThenWrite(table, key(rule.tenantId(), LOOK))
        .take(
            () -> {
              boolean isTaken =
                  list(rule.tenantId()).stream()
                      .filter(it -> !it.numberId().equals(rule.numberId()))
                      .anyMatch(rule::isForTheCallsOf);
              return isTaken
                  ? Optional.empty()
                  : Optional.of(
                      TransactWriteItem.builder()
                          .put(it -> it.tableName(table.name()).item(write(rule).attributes()))
                          .build());
            });
  }

  @Override
  public List<NumberRule> list(TenantId tenantId) {
    return table
        .of(tenantId)
        .filter(it -> !it.text("numberId").equals(LOOK))
        .map(DynamoDbNumbers::read)
        .toList();
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

  private static Item write(NumberRule rule) {
    return key(rule.tenantId(), rule.numberId())
        .put("pattern", rule.pattern())
        .put("trunkId", rule.trunkId())
        .put("agentId", rule.agentId())
        .put("version", rule.version());
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
