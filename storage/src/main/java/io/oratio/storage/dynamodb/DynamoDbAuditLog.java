package io.oratio.storage.dynamodb;

import io.oratio.domain.audit.AuditChain;
import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The audit log in the table `audit-entries`. The key decides who of many writes a sequence; who
/// comes too late follows on that entry instead.
final class DynamoDbAuditLog implements AuditLog {
  private static final int MOST_TRIES = 1000;

  private final Table table;

  DynamoDbAuditLog(Table table) {
    this.table = table;
  }

  @Override
  public AuditEntry append(
      TenantId tenantId, Instant at, String actor, String action, String subject, String details) {
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      AuditChain.End end =
          newest(tenantId, Long.MAX_VALUE, 1)
              .map(it -> new AuditChain.End(it.sequence(), it.hash()))
              .findFirst()
              .orElse(AuditChain.End.NONE);
      AuditEntry entry =
          AuditEntry.following(
              end.sequence(), end.hash(), tenantId, at, actor, action, subject, details);
      if (table.putOnce(write(entry), "tenantId")) {
        return entry;
      }
      Together.pause(tries);
    }
    throw new IllegalStateException(
        "the audit log of tenant " + tenantId + " is added to too fast: try again");
  }

  @Override
  public List<AuditEntry> entries(TenantId tenantId, long afterSequence, int limit) {
    return table
        .query(of(tenantId, ">", afterSequence, limit).build())
        .limit(limit)
        .map(DynamoDbAuditLog::read)
        .toList();
  }

  @Override
  public List<AuditEntry> latest(TenantId tenantId, long beforeSequence, int limit) {
    return newest(tenantId, beforeSequence, limit).toList();
  }

  private Stream<AuditEntry> newest(TenantId tenantId, long beforeSequence, int limit) {
    return table
        .query(of(tenantId, "<", beforeSequence, limit).scanIndexForward(false).build())
        .limit(limit)
        .map(DynamoDbAuditLog::read);
  }

  private static QueryRequest.Builder of(
      TenantId tenantId, String comparison, long sequence, int limit) {
    return QueryRequest.builder()
        .keyConditionExpression("tenantId = :tenantId AND #sequence " + comparison + " :sequence")
        .expressionAttributeNames(Map.of("#sequence", "sequence"))
        .expressionAttributeValues(
            Map.of(
                ":tenantId", AttributeValue.fromS(tenantId.value()),
                ":sequence", AttributeValue.fromN(Long.toString(sequence))))
        .limit(Shape.limit(limit))
        .consistentRead(true);
  }

  private static Item write(AuditEntry entry) {
    return Item.of(entry.tenantId())
        .put("sequence", entry.sequence())
        .put("at", entry.at())
        .put("actor", entry.actor())
        .put("action", entry.action())
        .put("subject", entry.subject())
        .put("details", entry.details())
        .put("previousHash", entry.previousHash())
        .put("hash", entry.hash());
  }

  private static AuditEntry read(Item item) {
    return new AuditEntry(
        item.tenantId(),
        item.longInteger("sequence"),
        item.instant("at"),
        item.text("actor"),
        item.text("action"),
        item.text("subject"),
        item.text("details"),
        item.text("previousHash"),
        item.text("hash"));
  }
}
