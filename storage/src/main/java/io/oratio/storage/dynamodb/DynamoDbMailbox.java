package io.oratio.storage.dynamodb;

import io.oratio.domain.mail.Letter;
import io.oratio.domain.mail.Mailbox;
import io.oratio.domain.tenant.TenantId;
import java.util.List;

/// Letters in the table `letters`.
final class DynamoDbMailbox implements Mailbox {
  private final Table table;

  DynamoDbMailbox(Table table) {
    this.table = table;
  }

  @Override
  public void add(Letter letter) {
    table.putOnce(
        Item.of(letter.tenantId())
            .put("letterId", letter.letterId())
            .put("agentId", letter.agentId())
            .put("sessionId", letter.sessionId())
            .put("recipient", letter.to())
            .put("subject", letter.subject())
            .put("body", letter.body())
            .put("createdAt", letter.createdAt()),
        "letterId");
  }

  @Override
  public List<Letter> recent(TenantId tenantId, int limit) {
    return table
        .newestOf(tenantId, Tables.Index.NEWEST_CREATED, limit)
        .map(DynamoDbMailbox::read)
        .toList();
  }

  private static Letter read(Item item) {
    return new Letter(
        item.tenantId(),
        item.text("letterId"),
        item.text("agentId"),
        item.text("sessionId"),
        item.text("recipient"),
        item.text("subject"),
        item.text("body"),
        item.instant("createdAt"));
  }
}
