package io.oratio.storage.dynamodb;

import io.oratio.domain.creation.Creation;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.storage.body.StepsBody;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Creations in the table `creations`. One has `working` while it is to be worked on.
final class DynamoDbCreations implements Creations {
  /// The one partition of the index of what is due.
  private static final String EVERYBODYS = "all";

  private static final String WORKING = Creation.State.WORKING.wireName();

  private final Table table;

  DynamoDbCreations(Table table) {
    this.table = table;
  }

  @Override
  public boolean begin(Creation creation) {
    Item item =
        key(creation.tenantId(), creation.agentId())
            .put("creationState", creation.state().wireName())
            .put("steps", StepsBody.write(creation.steps()))
            .put("startedAt", creation.startedAt())
            .put("updatedAt", creation.updatedAt())
            .put("dueAt", creation.dueAt());
    if (creation.state() == Creation.State.WORKING) {
      item.put("working", EVERYBODYS);
    }
    return table.putOnceIf(
        item,
        "attribute_not_exists(agentId) OR creationState <> :working",
        Map.of(":working", AttributeValue.fromS(WORKING)));
  }

  @Override
  public Optional<Creation> find(TenantId tenantId, String agentId) {
    return table.find(key(tenantId, agentId)).map(DynamoDbCreations::read);
  }

  @Override
  public Optional<Creation> lease(
      TenantId tenantId, String agentId, String owner, Instant now, Instant until) {
    return table
        .updateIf(
            key(tenantId, agentId),
            "SET leaseOwner = :owner, leaseUntil = :until",
            "creationState = :working AND (attribute_not_exists(leaseOwner)"
                + " OR leaseOwner = :owner OR leaseUntil <= :now)",
            Map.of(),
            Map.of(
                ":owner", AttributeValue.fromS(Creations.checkOwner(owner)),
                ":until", AttributeValue.fromS(Item.time(until)),
                ":now", AttributeValue.fromS(Item.time(now)),
                ":working", AttributeValue.fromS(WORKING)))
        .map(DynamoDbCreations::read);
  }

  @Override
  public boolean save(Creation creation, String owner) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":owner", AttributeValue.fromS(Creations.checkOwner(owner)));
    values.put(":state", AttributeValue.fromS(creation.state().wireName()));
    values.put(":steps", AttributeValue.fromS(StepsBody.write(creation.steps())));
    values.put(":startedAt", AttributeValue.fromS(Item.time(creation.startedAt())));
    values.put(":updatedAt", AttributeValue.fromS(Item.time(creation.updatedAt())));
    values.put(":dueAt", AttributeValue.fromS(Item.time(creation.dueAt())));
    String change =
        "SET creationState = :state, steps = :steps, startedAt = :startedAt,"
            + " updatedAt = :updatedAt, dueAt = :dueAt";
    if (creation.state() == Creation.State.WORKING) {
      change += ", working = :all";
      values.put(":all", AttributeValue.fromS(EVERYBODYS));
    } else {
      change += " REMOVE working";
    }
    return table
        .updateIf(
            key(creation.tenantId(), creation.agentId()),
            change,
            "leaseOwner = :owner",
            Map.of(),
            values)
        .isPresent();
  }

  @Override
  public void release(TenantId tenantId, String agentId, String owner) {
    table.updateIf(
        key(tenantId, agentId),
        "REMOVE leaseOwner, leaseUntil",
        "leaseOwner = :owner",
        Map.of(),
        Map.of(":owner", AttributeValue.fromS(owner)));
  }

  /// Those in somebody's lease are sorted out while reading: they are as many as the workers.
  @Override
  public List<Creation> due(Instant now, int limit) {
    Shape.limit(limit);
    return table
        .query(
            QueryRequest.builder()
                .indexName(Tables.Index.DUE)
                .keyConditionExpression("working = :all AND dueAt <= :now")
                .expressionAttributeValues(
                    Map.of(
                        ":all", AttributeValue.fromS(EVERYBODYS),
                        ":now", AttributeValue.fromS(Item.time(now))))
                .build())
        .filter(it -> it.optionalInstant("leaseUntil").map(to -> !to.isAfter(now)).orElse(true))
        .limit(limit)
        .map(DynamoDbCreations::read)
        .toList();
  }

  @Override
  public void remove(TenantId tenantId, String agentId) {
    table.delete(key(tenantId, agentId));
  }

  private static Item key(TenantId tenantId, String agentId) {
    return Item.of(tenantId).put("agentId", agentId);
  }

  private static Creation read(Item item) {
    return new Creation(
        item.tenantId(),
        item.text("agentId"),
        StepsBody.read(item.text("steps")),
        item.instant("startedAt"),
        item.instant("updatedAt"),
        item.instant("dueAt"));
  }
}
