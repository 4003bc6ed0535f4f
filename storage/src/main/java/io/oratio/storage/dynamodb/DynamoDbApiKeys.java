package io.oratio.storage.dynamodb;

import io.oratio.domain.key.ApiKey;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import io.oratio.storage.body.WordsBody;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Keys in the table `api-keys`.
final class DynamoDbApiKeys implements ApiKeys {
  private final Table table;

  DynamoDbApiKeys(Table table) {
    this.table = table;
  }

  @Override
  public void add(ApiKey key) {
    Item item =
        key(key.keyId())
            .put("tenantId", key.tenantId().value())
            .put("kind", key.kind().wireName())
            .put("name", key.name())
            .put("secretHmac", key.secretHmac().reveal())
            .put("pepperId", key.pepperId())
            .put("last4", key.last4())
            .put("scopes", WordsBody.write(key.scopes()))
            .put("agentIds", WordsBody.write(key.agentIds()))
            .put("origins", WordsBody.write(key.origins()))
            .put("createdBy", key.createdBy())
            .put("createdAt", key.createdAt())
            .put("expiresAt", key.expiresAt())
            .put("useCount", key.useCount())
            .put("replaces", key.replaces());
    key.lastUsedAt().ifPresent(it -> item.put("lastUsedAt", it));
    key.revokedAt().ifPresent(it -> item.put("revokedAt", it));
    if (!table.putOnce(item, "keyId")) {
      throw new IllegalStateException("key " + key.keyId() + " is there already");
    }
  }

  @Override
  public Optional<ApiKey> find(String keyId) {
    return table.find(key(keyId)).map(DynamoDbApiKeys::read);
  }

  @Override
  public Optional<ApiKey> find(TenantId tenantId, String keyId) {
    return find(keyId).filter(it -> it.tenantId().equals(tenantId));
  }

  @Override
  public List<ApiKey> list(TenantId tenantId) {
    return table
        .query(
            QueryRequest.builder()
                .indexName(Tables.Index.OF_TENANT)
                .keyConditionExpression("tenantId = :tenantId")
                .expressionAttributeValues(
                    Map.of(":tenantId", AttributeValue.fromS(tenantId.value())))
                .build())
        .map(DynamoDbApiKeys::read)
        .toList();
  }

  @Override
  public Optional<ApiKey> revoke(TenantId tenantId, String keyId, Instant from) {
    return table
        .updateIf(
            key(keyId),
            "SET revokedAt = :from",
            "tenantId = :tenantId AND (attribute_not_exists(revokedAt) OR revokedAt > :from)",
            Map.of(),
            Map.of(
                ":from", AttributeValue.fromS(Item.time(from)),
                ":tenantId", AttributeValue.fromS(tenantId.value())))
        .map(DynamoDbApiKeys::read)
        .or(() -> find(tenantId, keyId));
  }

  /// Two requests a key: the moment only ever moves on, the count is only ever added to.
  @Override
  public void used(Map<String, Integer> counts, Instant at) {
    ApiKeys.checkCounts(counts);
    counts.forEach(
        (keyId, times) -> {
          table.add(
              key(keyId),
              "keyId",
              "ADD useCount :times",
              Map.of(":times", AttributeValue.fromN(times.toString())));
          table.updateIf(
              key(keyId),
              "SET lastUsedAt = :at",
              "attribute_exists(keyId)"
                  + " AND (attribute_not_exists(lastUsedAt) OR lastUsedAt < :at)",
              Map.of(),
              Map.of(":at", AttributeValue.fromS(Item.time(at))));
        });
  }

  private static Item key(String keyId) {
    return Item.empty().put("keyId", keyId);
  }

  private static ApiKey read(Item item) {
    return new ApiKey(
        item.tenantId(),
        item.text("keyId"),
        ApiKey.Kind.fromWire(item.text("kind")),
        item.text("name"),
        new Secret(item.text("secretHmac")),
        item.text("pepperId"),
        item.text("last4"),
        WordsBody.read(item.text("scopes")),
        WordsBody.read(item.text("agentIds")),
        WordsBody.read(item.text("origins")),
        item.text("createdBy"),
        item.instant("createdAt"),
        item.instant("expiresAt"),
        item.optionalInstant("lastUsedAt"),
        item.longInteger("useCount"),
        item.optionalInstant("revokedAt"),
        item.optionalText("replaces"));
  }
}
