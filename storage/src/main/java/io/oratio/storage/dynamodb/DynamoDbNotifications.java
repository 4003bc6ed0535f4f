package io.oratio.storage.dynamodb;

import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.NotificationFilter;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.storage.body.PairsBody;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Notifications in the table `notifications`. One has `unopened` while nobody has opened it and it
/// has not gone further.
final class DynamoDbNotifications implements Notifications {
  /// The one partition of the index of what is unopened.
  private static final String EVERYBODYS = "all";

  private static final int CLAIMING_TRIES = 20;

  private final Table table;

  DynamoDbNotifications(Table table) {
    this.table = table;
  }

  @Override
  public void add(Notification notification) {
    Item item =
        key(notification.tenantId(), notification.notificationId())
            .put("userId", notification.userId())
            .put("agentId", notification.agentId())
            .put("sessionId", notification.sessionId())
            .put("type", notification.type())
            .put("status", notification.status().wireName())
            .put("priority", notification.priority().wireName())
            .put("message", notification.message())
            .put("metadata", PairsBody.write(notification.metadata()))
            .put("emailSent", notification.emailSent())
            .put("createdAt", notification.createdAt())
            .put(
                "createdAtNotificationId",
                Newest.place(notification.createdAt(), notification.notificationId()))
            .put("claimedBy", notification.claim().map(Notification.Claim::userId))
            .put("claimedAt", notification.claim().map(it -> Item.time(it.at())))
            .put("escalatedAt", notification.escalatedAt().map(Item::time));
    if (notification.isUnopened()) {
      item.put("unopened", EVERYBODYS);
    }
    if (!table.putOnce(item, "notificationId")) {
      throw new IllegalStateException(
          "notification " + notification.notificationId() + " is there already");
    }
  }

  @Override
  public Optional<Notification> find(TenantId tenantId, String notificationId) {
    return table.find(key(tenantId, notificationId)).map(DynamoDbNotifications::read);
  }

  @Override
  public List<Notification> recent(TenantId tenantId, int limit) {
    return table
        .newestOf(tenantId, Tables.Index.NEWEST_NOTIFICATIONS, limit)
        .map(DynamoDbNotifications::read)
        .toList();
  }

  @Override
  public Page<Notification> list(
      TenantId tenantId, NotificationFilter filter, Optional<Cursor> after, int limit) {
    return new Newest(
            Tables.Index.NEWEST_NOTIFICATIONS,
            "tenantId",
            tenantId.value(),
            "createdAtNotificationId")
        .page(
            table,
            Optional.empty(),
            Optional.empty(),
            after,
            limit,
            DynamoDbNotifications::read,
            filter::matches,
            Notification::place);
  }

  /// An expression cannot say "read, unless acknowledged", so the status that was seen is a
  /// condition.
  @Override
  public Optional<Notification> claim(
      TenantId tenantId, String notificationId, String userId, Instant now) {
    for (int attempt = 0; attempt < CLAIMING_TRIES; attempt++) {
      Optional<Notification> there = find(tenantId, notificationId);
      if (there.isEmpty() || there.get().claim().isPresent()) {
        return there;
      }
      Notification claimed = there.get().claimedBy(userId, now);
      Optional<Item> written =
          table.updateOnceIf(
              key(tenantId, notificationId),
              "#status = :status, claimedBy = :userId, claimedAt = :now",
              "unopened",
              "#status = :seen AND attribute_not_exists(claimedBy)",
              Map.of("#status", "status"),
              Map.of(
                  ":status", AttributeValue.fromS(claimed.status().wireName()),
                  ":seen", AttributeValue.fromS(there.get().status().wireName()),
                  ":userId", AttributeValue.fromS(userId),
                  ":now", AttributeValue.fromS(Item.time(now))));
      if (written.isPresent()) {
        return written.map(DynamoDbNotifications::read);
      }
    }
    throw new IllegalStateException(
        "notification " + notificationId + " could not be claimed: it is written to all the time");
  }

  @Override
  public Optional<Notification> release(TenantId tenantId, String notificationId, String userId) {
    return table
        .updateIf(
            key(tenantId, notificationId),
            "REMOVE claimedBy, claimedAt",
            "claimedBy = :userId",
            Map.of(),
            Map.of(":userId", AttributeValue.fromS(userId)))
        .map(DynamoDbNotifications::read)
        .or(() -> find(tenantId, notificationId));
  }

  @Override
  public List<Notification> unopened(Instant before, int limit) {
    return table
        .query(
            QueryRequest.builder()
                .indexName(Tables.Index.UNOPENED)
                .keyConditionExpression("unopened = :all AND createdAtNotificationId < :before")
                .expressionAttributeValues(
                    Map.of(
                        ":all", AttributeValue.fromS(EVERYBODYS),
                        ":before", AttributeValue.fromS(Item.time(before))))
                .limit(Shape.limit(limit))
                .build())
        .limit(limit)
        .map(DynamoDbNotifications::read)
        .toList();
  }

  @Override
  public boolean escalate(TenantId tenantId, String notificationId, Instant now) {
    return table
        .updateOnceIf(
            key(tenantId, notificationId),
            "escalatedAt = :now",
            "unopened",
            "#status = :unread AND attribute_not_exists(escalatedAt)",
            Map.of("#status", "status"),
            Map.of(
                ":now",
                AttributeValue.fromS(Item.time(now)),
                ":unread",
                AttributeValue.fromS(Notification.Status.UNREAD.wireName())))
        .isPresent();
  }

  @Override
  public Optional<Notification> mark(
      TenantId tenantId, String notificationId, Notification.Status status) {
    List<Notification.Status> earlier = status.earlier();
    if (earlier.isEmpty()) {
      return find(tenantId, notificationId);
    }
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":status", AttributeValue.fromS(status.wireName()));
    earlier.forEach(it -> values.put(":" + it.wireName(), AttributeValue.fromS(it.wireName())));
    String before = String.join(", ", earlier.stream().map(it -> ":" + it.wireName()).toList());
    return table
        .updateIf(
            key(tenantId, notificationId),
            "SET #status = :status REMOVE unopened",
            "#status IN (" + before + ")",
            Map.of("#status", "status"),
            values)
        .map(DynamoDbNotifications::read)
        .or(() -> find(tenantId, notificationId));
  }

  @Override
  public void emailSent(TenantId tenantId, String notificationId) {
    table.updateIf(
        key(tenantId, notificationId),
        "SET emailSent = :true",
        "attribute_exists(notificationId)",
        Map.of(),
        Map.of(":true", AttributeValue.fromBool(true)));
  }

  private static Item key(TenantId tenantId, String notificationId) {
    return Item.of(tenantId).put("notificationId", notificationId);
  }

  private static Notification read(Item item) {
    return new Notification(
        item.tenantId(),
        item.text("notificationId"),
        item.text("userId"),
        item.text("agentId"),
        item.text("sessionId"),
        item.text("type"),
        Notification.Status.fromWire(item.text("status")),
        Notification.Priority.fromWire(item.text("priority")),
        item.text("message"),
        PairsBody.read(item.text("metadata")),
        item.flag("emailSent"),
        item.instant("createdAt"),
        item.optionalText("claimedBy")
            .map(user -> new Notification.Claim(user, item.instant("claimedAt"))),
        item.optionalInstant("escalatedAt"));
  }
}
