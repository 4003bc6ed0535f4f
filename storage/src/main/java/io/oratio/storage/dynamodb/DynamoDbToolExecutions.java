package io.oratio.storage.dynamodb;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tool.ToolExecution;
import io.oratio.domain.tool.ToolExecutions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Tool executions in the table `tool-executions`.
final class DynamoDbToolExecutions implements ToolExecutions {
  private final Table table;

  DynamoDbToolExecutions(Table table) {
    this.table = table;
  }

  /// A conditional write decides who of many is first, and knows its own request when the SDK
  /// repeats it; nothing takes an execution out while its session lasts, so the one that was first
  /// is found.
  @Override
  public Optional<ToolExecution> begin(ToolExecution running) {
    Item item =
        keyOf(running)
            .put("startedAtKey", Item.time(running.startedAt()) + "#" + running.key())
            .put("tenantId", running.tenantId().value())
            .put("sessionId", running.sessionId())
            .put("toolName", running.toolName())
            .put("authority", running.authority().wireName())
            .put("arguments", running.arguments())
            .put("state", running.state().wireName())
            .put("result", running.result())
            .put("startedAt", running.startedAt())
            .put("endedAt", running.endedAt().map(Item::time));
    return table.putOnce(item, "executionKey") ? Optional.empty() : Optional.of(present(running));
  }

  @Override
  public void end(ToolExecution ended) {
    ToolExecutions.checkEnded(ended);
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":running", AttributeValue.fromS(ToolExecution.State.RUNNING.wireName()));
    values.put(":state", AttributeValue.fromS(ended.state().wireName()));
    values.put(":endedAt", AttributeValue.fromS(Item.time(ended.endedAt().orElseThrow())));
    ended.result().ifPresent(it -> values.put(":result", AttributeValue.fromS(it)));
    Map<String, String> names = new HashMap<>(Map.of("#state", "state"));
    ended.result().ifPresent(_ -> names.put("#result", "result"));
    Optional<Item> changed =
        table.updateIf(
            keyOf(ended),
            "SET #state = :state, endedAt = :endedAt"
                + (ended.result().isPresent() ? ", #result = :result" : ""),
            "#state = :running",
            names,
            values);
    if (changed.isEmpty()) {
      present(ended);
    }
  }

  @Override
  public Optional<ToolExecution> find(TenantId tenantId, String sessionId, String key) {
    return table.find(key(tenantId, sessionId, key)).map(DynamoDbToolExecutions::read);
  }

  @Override
  public List<ToolExecution> ofSession(TenantId tenantId, String sessionId) {
    return table
        .query(
            QueryRequest.builder()
                .indexName(Tables.Index.IN_ORDER)
                .keyConditionExpression("tenantIdSessionId = :session")
                .expressionAttributeValues(
                    Map.of(
                        ":session",
                        sessionKey(tenantId, sessionId).attributes().get("tenantIdSessionId")))
                .limit(MOST)
                .build())
        .limit(MOST)
        .map(DynamoDbToolExecutions::read)
        .toList();
  }

  /// By the table itself and not by its index, which may lag behind.
  @Override
  public void deleteOf(TenantId tenantId, String sessionId) {
    table
        .query(
            QueryRequest.builder()
                .keyConditionExpression("tenantIdSessionId = :session")
                .expressionAttributeValues(
                    Map.of(
                        ":session",
                        sessionKey(tenantId, sessionId).attributes().get("tenantIdSessionId")))
                .projectionExpression("executionKey")
                .consistentRead(true)
                .build())
        .map(it -> it.text("executionKey"))
        .toList()
        .forEach(it -> table.delete(key(tenantId, sessionId, it)));
  }

  private ToolExecution present(ToolExecution execution) {
    return find(execution.tenantId(), execution.sessionId(), execution.key())
        .orElseThrow(
            () -> new IllegalStateException("there is no tool execution " + execution.key()));
  }

  private static Item keyOf(ToolExecution execution) {
    return key(execution.tenantId(), execution.sessionId(), execution.key());
  }

  private static Item key(TenantId tenantId, String sessionId, String key) {
    return sessionKey(tenantId, sessionId).put("executionKey", key);
  }

  /// Neither part may hold a `#`, so two sessions never share a key.
  private static Item sessionKey(TenantId tenantId, String sessionId) {
    return Item.empty().put("tenantIdSessionId", tenantId.value() + "#" + sessionId);
  }

  private static ToolExecution read(Item item) {
    return new ToolExecution(
        item.tenantId(),
        item.text("sessionId"),
        item.text("executionKey"),
        item.text("toolName"),
        ToolExecution.Authority.fromWire(item.text("authority")),
        item.text("arguments"),
        ToolExecution.State.fromWire(item.text("state")),
        item.optionalText("result"),
        item.instant("startedAt"),
        item.optionalInstant("endedAt"));
  }
}
