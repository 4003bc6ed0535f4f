package io.oratio.domain.notification;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The store of notifications.
public interface Notifications {
  /// Writes a new one.
  ///
  /// @throws IllegalStateException if the id is taken
  void add(Notification notification);

  Optional<Notification> find(TenantId tenantId, String notificationId);

  /// The tenant's notifications, newest first. It may lag a moment behind what was written.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Notification> recent(TenantId tenantId, int limit);

  /// The tenant's notifications that a filter wants, newest first. It may lag a moment behind what
  /// was written.
  ///
  /// @param after the page before ended here; empty for the first page
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  Page<Notification> list(
      TenantId tenantId, NotificationFilter filter, Optional<Cursor> after, int limit);

  /// Gives it into the hands of a user, who has read it by that; one that is in somebody's hands
  /// stays there.
  ///
  /// @return as it now stands: its claim says whose it is; empty when it is not there
  Optional<Notification> claim(
      TenantId tenantId, String notificationId, String userId, Instant now);

  /// Takes it out of the hands of this user; one that is in another's stays there.
  ///
  /// @return as it now stands; empty when it is not there
  Optional<Notification> release(TenantId tenantId, String notificationId, String userId);

  /// Notifications of every tenant from before a moment that are `UNREAD` and have not gone
  /// further, the oldest first. It may lag a moment behind what was written, so [#escalate]
  /// decides.
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<Notification> unopened(Instant before, int limit);

  /// Notes that it goes further, once: of any number who try, one is told so.
  ///
  /// @return whether it was unopened until now
  boolean escalate(TenantId tenantId, String notificationId, Instant now);

  /// Moves it on to `status`, never back from acknowledged to read or from either to unread.
  ///
  /// @return as it now stands; empty when it is not there
  Optional<Notification> mark(TenantId tenantId, String notificationId, Notification.Status status);

  /// Notes that an e-mail told of it; nothing happens when it is not there.
  void emailSent(TenantId tenantId, String notificationId);
}
