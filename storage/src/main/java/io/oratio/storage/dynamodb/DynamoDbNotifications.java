package io.oratio.storage.dynamodb;

import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.tenant.TenantId;
import io.oratio.storage.body.PairsBody;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Notifications in the table `notifications`.
final class DynamoDbNotifications implements Notifications {
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
            .put("createdAt", notification.createdAt());
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
        .newestOf(tenantId, Tables.Index.NEWEST_CREATED, limit)
        .map(DynamoDbNotifications::read)
        .toList();
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
            "SET #status = :status",
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
        item.instant("createdAt"));
  }
}
