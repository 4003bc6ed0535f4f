package io.oratio.storage.dynamodb;

import io.oratio.domain.memory.Fact;
import io.oratio.domain.memory.Facts;
import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Facts in the table `facts`.
final class DynamoDbFacts implements Facts {
  private final Table table;

  DynamoDbFacts(Table table) {
    this.table = table;
  }

  @Override
  public void put(Fact fact) {
    table.put(
        key(fact.tenantId(), fact.agentId(), fact.subject())
            .put("name", fact.name())
            .put("tenantId", fact.tenantId().value())
            .put("agentId", fact.agentId())
            .put("tenantIdAgentId", fact.tenantId().value() + "#" + fact.agentId())
            .put("subject", fact.subject())
            .put("value", fact.value())
            .put("sessionId", fact.sessionId())
            .put("createdAt", fact.createdAt()));
  }

  @Override
  public List<Fact> about(TenantId tenantId, String agentId, String subject) {
    return table
        .query(of(tenantId, agentId, subject).limit(MOST).build())
        .limit(MOST)
        .map(DynamoDbFacts::read)
        .toList();
  }

  @Override
  public void forget(TenantId tenantId, String agentId, String subject) {
    List<String> names =
        table.query(of(tenantId, agentId, subject).build()).map(it -> it.text("name")).toList();
    for (String name : names) {
      table.delete(key(tenantId, agentId, subject).put("name", name));
    }
  }

  @Override
  public void removeOf(TenantId tenantId, String agentId) {
    table
        .query(
            QueryRequest.builder()
                .indexName(Tables.Index.FACTS_OF_AGENT)
                .keyConditionExpression("tenantIdAgentId = :agent")
                .expressionAttributeValues(
                    Map.of(":agent", AttributeValue.fromS(tenantId.value() + "#" + agentId)))
                .build())
        .map(DynamoDbFacts::read)
        .toList()
        .forEach(it -> table.delete(key(tenantId, agentId, it.subject()).put("name", it.name())));
  }

  private static QueryRequest.Builder of(TenantId tenantId, String agentId, String subject) {
    return QueryRequest.builder()
        .keyConditionExpression("tenantIdAgentIdSubject = :subject")
        .expressionAttributeValues(
            Map.of(
                ":subject",
                key(tenantId, agentId, subject).attributes().get("tenantIdAgentIdSubject")))
        .consistentRead(true);
  }

  /// The first two parts hold no `#`, so two subjects never share a key.
  private static Item key(TenantId tenantId, String agentId, String subject) {
    return Item.empty()
        .put("tenantIdAgentIdSubject", tenantId.value() + "#" + agentId + "#" + subject);
  }

  private static Fact read(Item item) {
    return new Fact(
        item.tenantId(),
        item.text("agentId"),
        item.text("subject"),
        item.text("name"),
        item.text("value"),
        item.text("sessionId"),
        item.instant("createdAt"));
  }
}
