package io.oratio.storage.postgres;

import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.storage.body.PairsBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Notifications in the table `notifications`.
final class PostgresNotifications implements Notifications {
  private final JdbcClient jdbc;

  PostgresNotifications(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Notification notification) {
    int added =
        jdbc.sql(
                """
                INSERT INTO notifications (tenant_id, notification_id, user_id, agent_id,
                                           session_id, type, status, priority, message, metadata,
                                           email_sent, created_at)
                VALUES (:tenantId, :notificationId, :userId, :agentId,
                        :sessionId, :type, :status, :priority, :message,
                        CAST(:metadata AS jsonb), :emailSent, :createdAt)
                ON CONFLICT DO NOTHING
                """)
            .param("tenantId", notification.tenantId().value())
            .param("notificationId", notification.notificationId())
            .param("userId", notification.userId())
            .param("agentId", notification.agentId())
            .param("sessionId", notification.sessionId())
            .param("type", notification.type())
            .param("status", notification.status().wireName())
            .param("priority", notification.priority().wireName())
            .param("message", notification.message())
            .param("metadata", PairsBody.write(notification.metadata()))
            .param("emailSent", notification.emailSent())
            .param("createdAt", Columns.timestamp(notification.createdAt()))
            .update();
    if (added == 0) {
      throw new IllegalStateException(
          "notification " + notification.notificationId() + " is there already");
    }
  }

  @Override
  public Optional<Notification> find(TenantId tenantId, String notificationId) {
    return jdbc.sql(
            """
            SELECT * FROM notifications
            WHERE tenant_id = :tenantId AND notification_id = :notificationId
            """)
        .param("tenantId", tenantId.value())
        .param("notificationId", notificationId)
        .query(PostgresNotifications::read)
        .optional();
  }

  @Override
  public List<Notification> recent(TenantId tenantId, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM notifications WHERE tenant_id = :tenantId
            ORDER BY created_at DESC LIMIT :limit
            """)
        .param("tenantId", tenantId.value())
        .param("limit", Shape.limit(limit))
        .query(PostgresNotifications::read)
        .list();
  }

  @Override
  public Optional<Notification> mark(
      TenantId tenantId, String notificationId, Notification.Status status) {
    List<String> earlier = status.earlier().stream().map(Notification.Status::wireName).toList();
    if (!earlier.isEmpty()) {
      jdbc.sql(
              """
              UPDATE notifications SET status = :status
              WHERE tenant_id = :tenantId AND notification_id = :notificationId
                AND status IN (:earlier)
              """)
          .param("tenantId", tenantId.value())
          .param("notificationId", notificationId)
          .param("status", status.wireName())
          .param("earlier", earlier)
          .update();
    }
    return find(tenantId, notificationId);
  }

  @Override
  public void emailSent(TenantId tenantId, String notificationId) {
    jdbc.sql(
            """
            UPDATE notifications SET email_sent = true
            WHERE tenant_id = :tenantId AND notification_id = :notificationId
            """)
        .param("tenantId", tenantId.value())
        .param("notificationId", notificationId)
        .update();
  }

  private static Notification read(ResultSet row, int index) throws SQLException {
    return new Notification(
        Columns.tenantId(row),
        row.getString("notification_id"),
        row.getString("user_id"),
        row.getString("agent_id"),
        row.getString("session_id"),
        row.getString("type"),
        Notification.Status.fromWire(row.getString("status")),
        Notification.Priority.fromWire(row.getString("priority")),
        row.getString("message"),
        PairsBody.read(row.getString("metadata")),
        row.getBoolean("email_sent"),
        Columns.instant(row, "created_at"));
  }
}
