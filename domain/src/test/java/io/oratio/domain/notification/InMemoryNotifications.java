package io.oratio.domain.notification;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

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
  public Page<Notification> list(
      TenantId tenantId, NotificationFilter filter, Optional<Cursor> after, int limit) {
    return Page.of(
        notifications.values().stream(),
        it -> it.tenantId().equals(tenantId) && filter.matches(it),
        Notification::place,
        after,
        limit);
  }

  @Override
  public Optional<Notification> claim(
      TenantId tenantId, String notificationId, String userId, Instant now) {
    return Optional.ofNullable(
        notifications.computeIfPresent(
            new Key(tenantId, notificationId), (_, it) -> it.claimedBy(userId, now)));
  }

  @Override
  public Optional<Notification> release(TenantId tenantId, String notificationId, String userId) {
    return Optional.ofNullable(
        notifications.computeIfPresent(
            new Key(tenantId, notificationId), (_, it) -> it.releasedBy(userId)));
  }

  @Override
  public List<Notification> unopened(Instant before, int limit) {
    return notifications.values().stream()
        .filter(it -> it.isUnopened() && it.createdAt().isBefore(before))
        .sorted(Comparator.comparing(Notification::createdAt))
        .limit(Shape.limit(limit))
        .toList();
  }

  @Override
  public boolean escalate(TenantId tenantId, String notificationId, Instant now) {
    AtomicBoolean wasUnopened = new AtomicBoolean();
    notifications.computeIfPresent(
        new Key(tenantId, notificationId),
        (_, it) -> {
          wasUnopened.set(it.isUnopened());
          return it.isUnopened() ? it.escalated(now) : it;
        });
    return wasUnopened.get();
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
