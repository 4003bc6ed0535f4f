package io.oratio.storage.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Writes to several items, made together or not at all. One that meets another's is tried again, a
/// little later each time.
final class Together {
  private static final int MOST_TRIES = 100;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

  private final DynamoDbClient client;
  private final List<TransactWriteItem> writes = new ArrayList<>();

  Together(DynamoDbClient client) {
    this.client = client;
  }

  /// Adds the writing of an item.
  ///
  /// @param names placeholders to attributes, as in [Table#updateIf]
  Together put(
      Table table,
      Item item,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    writes.add(
        TransactWriteItem.builder()
            .put(
                it ->
                    it.tableName(table.name())
                        .item(item.attributes())
                        .conditionExpression(condition)
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(values.isEmpty() ? null : values))
            .build());
    return this;
  }

  /// Adds the writing of an item of which there is none.
  Together putNew(Table table, Item item, String keyAttribute) {
    return put(table, item, "attribute_not_exists(" + keyAttribute + ")", Map.of(), Map.of());
  }

  /// Adds the change of an item.
  Together update(
      Table table, Item key, String change, String condition, Map<String, AttributeValue> values) {
    writes.add(
        TransactWriteItem.builder()
            .update(
                it ->
                    it.tableName(table.name())
                        .key(key.attributes())
                        .updateExpression(change)
                        .conditionExpression(condition.isEmpty() ? null : condition)
                        .expressionAttributeValues(values))
            .build());
    return this;
  }

  /// Adds the deletion of an item.
  Together delete(
      Table table,
      Item key,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    writes.add(
        TransactWriteItem.builder()
            .delete(
                it ->
                    it.tableName(table.name())
                        .key(key.attributes())
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values))
            .build());
    return this;
  }

  /// Makes them. The SDK gives each try a token, so that one whose answer was lost is made once.
  ///
  /// @return empty when all were made; else the place, from 0, of the first whose condition did not
  ///   hold
  OptionalInt write() {
    for (int tries = 1; ; tries++) {
      try {
        client.transactWriteItems(it -> it.transactItems(writes));
        return OptionalInt.empty();
      } catch (TransactionCanceledException e) {
        List<CancellationReason> reasons = e.cancellationReasons();
        OptionalInt refused =
            IntStream.range(0, reasons.size())
                .filter(it -> "ConditionalCheckFailed".equals(reasons.get(it).code()))
                .findFirst();
        if (refused.isPresent()) {
          return refused;
        }
        if (tries == MOST_TRIES
            || reasons.stream().noneMatch(it -> "TransactionConflict".equals(it.code()))) {
          throw e;
        }
        pause(tries);
      }
    }
  }

  /// Lets others go first: a millisecond more each time.
  static void pause(int tries) {
    LockSupport.parkNanos(Math.min(Duration.ofMillis(tries).toNanos(), LONGEST_PAUSE.toNanos()));
  }
}
