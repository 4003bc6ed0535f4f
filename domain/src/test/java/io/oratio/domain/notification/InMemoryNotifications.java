package io.oratio.domain.notification;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Notifications kept in memory, for tests.
public final class InMemoryNotifications implements Notifications {
  private final Map<Key, Notification> notifications = new ConcurrentHashMap<>();

  @Override
  public void add(Notification notification) {
    Key key = new Key(notification.tenantId(), notification.notificationId());
    if (notifications.putIfAbsent(key, notification) != null) {
      throw new IllegalStateException(
          "notification " + notification.notificationId() + " is there already");
    }
  }

  @Override
  public Optional<Notification> find(TenantId tenantId, String notificationId) {
    return Optional.ofNullable(notifications.get(new Key(tenantId, notificationId)));
  }

  @Override
  public List<Notification> recent(TenantId tenantId, int limit) {
    return notifications.values().stream()
        .filter(it -> it.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(Notification::createdAt).reversed())
        .limit(Shape.limit(limit))
        .toList();
  }

  @Override
  public Optional<Notification> mark(
      TenantId tenantId, String notificationId, Notification.Status status) {
    return Optional.ofNullable(
        notifications.computeIfPresent(
            new Key(tenantId, notificationId), (_, it) -> it.marked(status)));
  }

  @Override
  public void emailSent(TenantId tenantId, String notificationId) {
    notifications.computeIfPresent(new Key(tenantId, notificationId), (_, it) -> it.toldByEmail());
  }

  private record Key(TenantId tenantId, String notificationId) {}
}
