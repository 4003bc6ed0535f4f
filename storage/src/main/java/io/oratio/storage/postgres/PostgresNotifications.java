package io.oratio.storage.postgres;

import io.oratio.domain.notification.Notification;
import io.oratio.domain.notification.NotificationFilter;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.storage.body.PairsBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
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
                                           email_sent, created_at, claimed_by, claimed_at,
                                           escalated_at)
                VALUES (:tenantId, :notificationId, :userId, :agentId,
                        :sessionId, :type, :status, :priority, :message,
                        CAST(:metadata AS jsonb), :emailSent, :createdAt, :claimedBy, :claimedAt,
                        :escalatedAt)
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
            .param(
                "claimedBy",
                notification.claim().map(Notification.Claim::userId).orElse(null),
                Types.VARCHAR)
            .param(
                "claimedAt",
                notification.claim().map(it -> Columns.timestamp(it.at())).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param(
                "escalatedAt",
                notification.escalatedAt().map(Columns::timestamp).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE)
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
  public Page<Notification> list(
      TenantId tenantId, NotificationFilter filter, Optional<Cursor> after, int limit) {
    return new Listing("notifications", "created_at", "notification_id", tenantId)
        .equal("status", filter.status().map(Notification.Status::wireName))
        .equal("type", filter.type())
        .after(after)
        .page(jdbc, limit, PostgresNotifications::read, Notification::place);
  }

  @Override
  public Optional<Notification> claim(
      TenantId tenantId, String notificationId, String userId, Instant now) {
    Notification.Claim claim = new Notification.Claim(userId, now);
    jdbc.sql(
            """
            UPDATE notifications
            SET claimed_by = :userId, claimed_at = :now,
                status = CASE WHEN status = 'unread' THEN 'read' ELSE status END
            WHERE tenant_id = :tenantId AND notification_id = :notificationId
              AND claimed_by IS NULL
            """)
        .param("tenantId", tenantId.value())
        .param("notificationId", notificationId)
        .param("userId", claim.userId())
        .param("now", Columns.timestamp(claim.at()))
        .update();
    return find(tenantId, notificationId);
  }

  @Override
  public Optional<Notification> release(TenantId tenantId, String notificationId, String userId) {
    jdbc.sql(
            """
            UPDATE notifications SET claimed_by = NULL, claimed_at = NULL
            WHERE tenant_id = :tenantId AND notification_id = :notificationId
              AND claimed_by = :userId
            """)
        .param("tenantId", tenantId.value())
        .param("notificationId", notificationId)
        .param("userId", userId)
        .update();
    return find(tenantId, notificationId);
  }

  @Override
  public List<Notification> unopened(Instant before, int limit) {
    return jdbc.sql(
            """
            SELECT * FROM notifications
            WHERE status = 'unread' AND escalated_at IS NULL AND created_at < :before
            ORDER BY created_at LIMIT :limit
            """)
        .param("before", Columns.timestamp(before))
        .param("limit", Shape.limit(limit))
        .query(PostgresNotifications::read)
        .list();
  }

  @Override
  public boolean escalate(TenantId tenantId, String notificationId, Instant now) {
    return jdbc.sql(
                """
                UPDATE notifications SET escalated_at = :now
                WHERE tenant_id = :tenantId AND notification_id = :notificationId
                  AND status = 'unread' AND escalated_at IS NULL
                """)
            .param("tenantId", tenantId.value())
            .param("notificationId", notificationId)
            .param("now", Columns.timestamp(now))
            .update()
        == 1;
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
    Optional<Instant> claimedAt = Columns.optionalInstant(row, "claimed_at");
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
        Columns.instant(row, "created_at"),
        Columns.optionalText(row, "claimed_by")
            .map(user -> new Notification.Claim(user, claimedAt.orElse(Instant.EPOCH))),
        Columns.optionalInstant(row, "escalated_at"));
  }
}
