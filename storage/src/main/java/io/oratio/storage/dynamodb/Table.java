package io.oratio.storage.dynamodb;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// One table, with the few deeds that the stores need. Reads of a key see every write before them;
/// a query goes on over as many pages (of 1 MB) as are asked of it.
final class Table {
  static final String WRITE_TOKEN = "writeToken";

  private final DynamoDbClient client;
  private final String name;

  Table(DynamoDbClient client, Tables table, String prefix) {
    this.client = client;
    this.name = table.nameWith(prefix);
  }

  DynamoDbClient client() {
    return client;
  }

  String name() {
    return name;
  }

  void put(Item item) {
    client.putItem(it -> it.tableName(name).item(item.attributes()));
  }

  /// Writes an item unless one of the same key is there.
  ///
  /// @param keyAttribute any attribute of the key
  /// @return whether it was written
  boolean putOnce(Item item, String keyAttribute) {
    String token = UUID.randomUUID().toString();
    item.put(WRITE_TOKEN, token);
    try {
      client.putItem(
          it ->
              it.tableName(name)
                  .item(item.attributes())
                  .conditionExpression("attribute_not_exists(" + keyAttribute + ")")
                  .returnValuesOnConditionCheckFailure(
                      ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return true;
    } catch (ConditionalCheckFailedException e) {
      // The SDK repeats a request whose answer was lost: then what is there is ours.
      return e.hasItem() && Item.from(e.item()).text(WRITE_TOKEN).equals(token);
    }
  }

  /// @return whether the condition held and the item was written
  boolean putIf(Item item, String condition, Map<String, AttributeValue> values) {
    try {
      client.putItem(
          it -> {
            it.tableName(name).item(item.attributes()).conditionExpression(condition);
            if (!values.isEmpty()) {
              it.expressionAttributeValues(values);
            }
          });
      return true;
    } catch (ConditionalCheckFailedException _) {
      return false;
    }
  }

  /// Changes an item where the condition holds.
  ///
  /// @param names placeholders to attributes, needed where an attribute has a name that DynamoDB
  ///   reserves; may be empty
  /// @return the item as it now stands; empty when the condition did not hold
  Optional<Item> updateIf(
      Item key,
      String change,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    try {
      return Optional.of(
          Item.from(
              client
                  .updateItem(
                      it -> {
                        it.tableName(name)
                            .key(key.attributes())
                            .updateExpression(change)
                            .conditionExpression(condition)
                            .expressionAttributeValues(values)
                            .returnValues(ReturnValue.ALL_NEW);
                        if (!names.isEmpty()) {
                          it.expressionAttributeNames(names);
                        }
                      })
                  .attributes()));
    } catch (ConditionalCheckFailedException _) {
      return Optional.empty();
    }
  }

  /// Changes an item where the condition holds, once, though the SDK repeats a request whose answer
  /// was lost (unless another writer changed it so in between).
  ///
  /// @param assignments what follows `SET` in an update expression; other clauses may follow
  /// @return the item as it now stands; empty when the condition did not hold
  Optional<Item> updateOnce(
      Item key, String assignments, String condition, Map<String, AttributeValue> values) {
    String token = UUID.randomUUID().toString();
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":writeToken", AttributeValue.fromS(token));
    try {
      return Optional.of(
          Item.from(
              client
                  .updateItem(
                      it ->
                          it.tableName(name)
                              .key(key.attributes())
                              .updateExpression("SET writeToken = :writeToken, " + assignments)
                              .conditionExpression(condition)
                              .expressionAttributeValues(all)
                              .returnValues(ReturnValue.ALL_NEW)
                              .returnValuesOnConditionCheckFailure(
                                  ReturnValuesOnConditionCheckFailure.ALL_OLD))
                  .attributes()));
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(e)
          .filter(ConditionalCheckFailedException::hasItem)
          .map(it -> Item.from(it.item()))
          .filter(it -> it.text(WRITE_TOKEN).equals(token));
    }
  }

  /// Adds to an item that is there, once, though the SDK repeats a request whose answer was lost
  /// (unless another writer added in between).
  ///
  /// @param keyAttribute any attribute of the key
  /// @param adding an `ADD` expression
  /// @return the item as it now stands; empty when it is not there
  Optional<Item> add(
      Item key, String keyAttribute, String adding, Map<String, AttributeValue> values) {
    String token = UUID.randomUUID().toString();
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.put(":token", AttributeValue.fromS(token));
    try {
      return Optional.of(
          Item.from(
              client
                  .updateItem(
                      it ->
                          it.tableName(name)
                              .key(key.attributes())
                              .updateExpression(adding + " SET addToken = :token")
                              .conditionExpression(
                                  "attribute_exists("
                                      + keyAttribute
                                      + ") AND (attribute_not_exists(addToken)"
                                      + " OR addToken <> :token)")
                              .expressionAttributeValues(all)
                              .returnValues(ReturnValue.ALL_NEW)
                              .returnValuesOnConditionCheckFailure(
                                  ReturnValuesOnConditionCheckFailure.ALL_OLD))
                  .attributes()));
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(e)
          .filter(ConditionalCheckFailedException::hasItem)
          .map(it -> Item.from(it.item()))
          .filter(it -> it.text("addToken").equals(token));
    }
  }

  /// Writes these attributes and leaves the others of the item as they are; makes an item that is
  /// not there.
  void set(Item key, Item attributes) {
    StringJoiner change = new StringJoiner(", ", "SET ", "");
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    attributes
        .attributes()
        .forEach(
            (attribute, value) -> {
              int place = names.size();
              change.add("#a" + place + " = :a" + place);
              names.put("#a" + place, attribute);
              values.put(":a" + place, value);
            });
    client.updateItem(
        it ->
            it.tableName(name)
                .key(key.attributes())
                .updateExpression(change.toString())
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
  }

  Optional<Item> find(Item key) {
    return Optional.of(
            client.getItem(it -> it.tableName(name).key(key.attributes()).consistentRead(true)))
        .filter(it -> it.hasItem())
        .map(it -> Item.from(it.item()));
  }

  void delete(Item key) {
    client.deleteItem(it -> it.tableName(name).key(key.attributes()));
  }

  /// The tenant's items, ordered by their sort key.
  Stream<Item> of(TenantId tenantId) {
    return query(
        QueryRequest.builder()
            .keyConditionExpression("tenantId = :tenantId")
            .expressionAttributeValues(Map.of(":tenantId", AttributeValue.fromS(tenantId.value())))
            .consistentRead(true)
            .build());
  }

  /// The newest of a tenant's items by an index, which may lag a moment behind.
  Stream<Item> newestOf(TenantId tenantId, String index, int limit) {
    return query(
            QueryRequest.builder()
                .indexName(index)
                .keyConditionExpression("tenantId = :tenantId")
                .expressionAttributeValues(
                    Map.of(":tenantId", AttributeValue.fromS(tenantId.value())))
                .scanIndexForward(false)
                .limit(Shape.limit(limit))
                .build())
        .limit(limit);
  }

  /// @param request all but the table's name
  Stream<Item> query(QueryRequest request) {
    return client.queryPaginator(request.toBuilder().tableName(name).build()).items().stream()
        .map(Item::from);
  }

  /// Every item, in no order. Reads the whole table.
  Stream<Item> all() {
    return client
        .scanPaginator(ScanRequest.builder().tableName(name).consistentRead(true).build())
        .items()
        .stream()
        .map(Item::from);
  }
}
