package io.oratio.storage.dynamodb;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// A paged list along an index, the newest first. The index's sort key is a moment, `#`, and an id,
/// so that a place in the list is a place in the index. What no index serves is sorted out while
/// reading; a page looks at [#MOST_LOOKED_AT] items at most and then ends with a `next`.
///
/// @param partition the index's partition key
/// @param value its value
/// @param sort the index's sort key
record Newest(String index, String partition, String value, String sort) {
  private static final int MOST_LOOKED_AT = 2000;

  /// Sorts before and behind every moment.
  private static final String FIRST = "0";

  private static final String LAST = "~";

  /// The sort key's value.
  static String place(Instant at, String id) {
    return Item.time(at) + "#" + id;
  }

  /// @param from not before then
  /// @param to before then
  /// @param after the page before ended here
  /// @param limit 1 to 1000
  <T> Page<T> page(
      Table table,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<Cursor> after,
      int limit,
      Function<Item, T> read,
      Predicate<T> filter,
      Function<T, Cursor> place) {
    Shape.limit(limit);
    String low = from.map(Item::time).orElse(FIRST);
    String high =
        smaller(
            to.map(Item::time).orElse(LAST), after.map(it -> place(it.at(), it.id())).orElse(LAST));
    if (low.compareTo(high) > 0) {
      return new Page<>(List.of(), Optional.empty());
    }
    Iterator<Item> items = table.query(request(low, high, limit)).iterator();
    List<T> found = new ArrayList<>();
    Optional<Cursor> last = Optional.empty();
    for (int looked = 0; looked < MOST_LOOKED_AT; looked++) {
      if (!items.hasNext() || found.size() > limit) {
        return Page.of(found, limit, place);
      }
      T each = read.apply(items.next());
      last = Optional.of(place.apply(each));
      // The place where the page before ended is the first that the index gives.
      if (filter.test(each) && !last.equals(after)) {
        found.add(each);
      }
    }
    return found.size() > limit ? Page.of(found, limit, place) : new Page<>(found, last);
  }

  private QueryRequest request(String low, String high, int limit) {
    return QueryRequest.builder()
        .indexName(index)
        .keyConditionExpression("#partition = :value AND #sort BETWEEN :low AND :high")
        .expressionAttributeNames(Map.of("#partition", partition, "#sort", sort))
        .expressionAttributeValues(
            Map.of(
                ":value", AttributeValue.fromS(value),
                ":low", AttributeValue.fromS(low),
                ":high", AttributeValue.fromS(high)))
        .scanIndexForward(false)
        .limit(limit + 2)
        .build();
  }

  private static String smaller(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
