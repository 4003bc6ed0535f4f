package io.oratio.control.notification;

import io.oratio.domain.Samples;
import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;

/// Notifications for tests.
final class Written {
  private Written() {}

  /// Writes one about an agent.
  ///
  /// @return its id
  static String to(Notifications notifications, TenantId tenantId, String agentId) {
    return to(notifications, tenantId, agentId, Samples.MORNING);
  }

  static String to(
      Notifications notifications, TenantId tenantId, String agentId, Instant createdAt) {
    String id = "ntf_" + UUID.randomUUID();
    Notification it = Samples.notification(tenantId, id, createdAt);
    notifications.add(
        new Notification(
            tenantId,
            id,
            it.userId(),
            agentId,
            it.sessionId(),
            it.type(),
            it.status(),
            it.priority(),
            it.message(),
            it.metadata(),
            false,
            it.createdAt()));
    return id;
  }
}
