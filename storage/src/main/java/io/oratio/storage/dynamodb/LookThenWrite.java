package io.oratio.storage.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// An item that counts up with every write that was made after a look: whoever looked before
/// another wrote finds the count changed, writes nothing and looks again.
final class LookThenWrite {
  private static final int MOST_TRIES = 100;

  private final Table table;
  private final Item key;

  /// @param key of an item that is nothing else
  LookThenWrite(Table table, Item key) {
    this.table = table;
    this.key = key;
  }

  /// What stood there.
  ///
  /// @param note of the last one who wrote
  record Seen(long count, String note) {}

  Seen look() {
    return table
        .find(key)
        .map(it -> new Seen(Long.parseLong(it.text("looks")), it.text("note")))
        .orElse(new Seen(0, ""));
  }

  /// What belongs into the transaction of the one who looked.
  TransactWriteItem next(Seen seen, String note) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":next", AttributeValue.fromS(Long.toString(seen.count() + 1)));
    values.put(":note", AttributeValue.fromS(note));
    if (seen.count() > 0) {
      values.put(":seen", AttributeValue.fromS(Long.toString(seen.count())));
    }
    Update update =
        Update.builder()
            .tableName(table.name())
            .key(key.attributes())
            .updateExpression("SET #looks = :next, #note = :note")
            .conditionExpression(
                seen.count() > 0 ? "#looks = :seen" : "attribute_not_exists(#looks)")
            .expressionAttributeNames(Map.of("#looks", "looks", "#note", "note"))
            .expressionAttributeValues(values)
            .build();
    return TransactWriteItem.builder().update(update).build();
  }

  /// Looks and writes, until nobody came between.
  ///
  /// @param deed what is to be written after a look; empty for nothing
  /// @return whether anything was written
  boolean take(Supplier<Optional<TransactWriteItem>> deed) {
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      Seen seen = look();
      Optional<TransactWriteItem> write = deed.get();
      if (write.isEmpty()) {
        return false;
      }
      try {
        table
            .client()
            .transactWriteItems(it -> it.transactItems(List.of(write.get(), next(seen, ""))));
        return true;
      } catch (TransactionCanceledException _) {
        Together.pause(tries);
      }
    }
    throw new IllegalStateException(table.name() + " is written to too fast: try again");
  }
}
