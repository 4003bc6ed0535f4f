package io.oratio.domain.notification;

import io.oratio.domain.tenant.TenantId;
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

  /// Moves it on to `status`, never back from acknowledged to read or from either to unread.
  ///
  /// @return as it now stands; empty when it is not there
  Optional<Notification> mark(TenantId tenantId, String notificationId, Notification.Status status);

  /// Notes that an e-mail told of it; nothing happens when it is not there.
  void emailSent(TenantId tenantId, String notificationId);
}
