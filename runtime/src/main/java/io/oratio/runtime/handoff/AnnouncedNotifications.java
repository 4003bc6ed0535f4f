package io.oratio.runtime.handoff;

import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.NotificationFilter;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A store of notifications that tells on the live channel what is written to it: every new or
/// changed one goes out as a [LiveEventType#NOTIFICATION] with the whole record. Whatever writes
/// notifications, in either plane, writes them through this.
public final class AnnouncedNotifications implements Notifications {
  private final Notifications store;
  private final LiveEvents events;
  private final Clock clock;

  public AnnouncedNotifications(Notifications store, LiveEvents events, Clock clock) {
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void add(Notification notification) {
    store.add(notification);
    announce(notification);
  }

  @Override
  public Optional<Notification> find(TenantId tenantId, String notificationId) {
    return store.find(tenantId, notificationId);
  }

  @Override
  public List<Notification> recent(TenantId tenantId, int limit) {
    return store.recent(tenantId, limit);
  }

  @Override
  public Page<Notification> list(
      TenantId tenantId, NotificationFilter filter, Optional<Cursor> after, int limit) {
    return store.list(tenantId, filter, after, limit);
  }

  @Override
  public Optional<Notification> claim(
      TenantId tenantId, String notificationId, String userId, Instant now) {
    return announced(store.claim(tenantId, notificationId, userId, now));
  }

  @Override
  public Optional<Notification> release(TenantId tenantId, String notificationId, String userId) {
    return announced(store.release(tenantId, notificationId, userId));
  }

  @Override
  public List<Notification> unopened(Instant before, int limit) {
    return store.unopened(before, limit);
  }

  @Override
  public boolean escalate(TenantId tenantId, String notificationId, Instant now) {
    boolean isFirst = store.escalate(tenantId, notificationId, now);
    if (isFirst) {
      store.find(tenantId, notificationId).ifPresent(this::announce);
    }
    return isFirst;
  }

  @Override
  public Optional<Notification> mark(
      TenantId tenantId, String notificationId, Notification.Status status) {
    return announced(store.mark(tenantId, notificationId, status));
  }

  @Override
  public void emailSent(TenantId tenantId, String notificationId) {
    store.emailSent(tenantId, notificationId);
    store.find(tenantId, notificationId).ifPresent(this::announce);
  }

  private Optional<Notification> announced(Optional<Notification> changed) {
    changed.ifPresent(this::announce);
    return changed;
  }

  private void announce(Notification notification) {
    events.publish(
        notification.tenantId(),
        LiveEvent.Draft.ofSession(
            LiveEventType.NOTIFICATION,
            clock.instant(),
            notification.sessionId(),
            notification.agentId(),
            body(notification)));
  }

  /// The record; without its metadata where it would be too long with them.
  private static String body(Notification notification) {
    ObjectNode json = NotificationJson.of(notification);
    if (Shape.utf8Bytes(json.toString()) > LiveEvent.LONGEST_BODY) {
      json.putObject("metadata");
    }
    if (Shape.utf8Bytes(json.toString()) > LiveEvent.LONGEST_BODY) {
      json.put("message", Shape.repaired(notification.message(), 1000));
    }
    return json.toString();
  }
}
