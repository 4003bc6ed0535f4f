package io.oratio.domain.notification;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A message to the tenant's people.
///
/// @param userId whose agent it is
/// @param type for example `handoff`, `danger_word`
/// @param message one sentence for a person
/// @param metadata at most 32 names; see [Shape#repaired(String, Map)]
public record Notification(
    TenantId tenantId,
    String notificationId,
    String userId,
    String agentId,
    String sessionId,
    String type,
    Status status,
    Priority priority,
    String message,
    Map<String, String> metadata,
    boolean emailSent,
    Instant createdAt) {
  public Notification {
    Shape.id("notificationId", notificationId);
    Shape.text("userId", userId, 256);
    Shape.id("agentId", agentId);
    Shape.id("sessionId", sessionId);
    Shape.id("type", type);
    message = Shape.repaired(message, 4096);
    metadata = Shape.repaired("metadata", metadata);
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// The same notification moved on to `now`, or as it stands where that would be back.
  public Notification marked(Status now) {
    return with(now.compareTo(status) > 0 ? now : status, emailSent);
  }

  /// The same notification, of which an e-mail has told.
  public Notification toldByEmail() {
    return with(status, true);
  }

  private Notification with(Status status, boolean emailSent) {
    return new Notification(
        tenantId,
        notificationId,
        userId,
        agentId,
        sessionId,
        type,
        status,
        priority,
        message,
        metadata,
        emailSent,
        createdAt);
  }

  /// Whether somebody has seen to it, in the order in which it moves on.
  public enum Status {
    UNREAD,
    READ,
    ACKNOWLEDGED;

    /// The ones from which a notification moves on to this one.
    public List<Status> earlier() {
      return Arrays.stream(values()).filter(it -> it.compareTo(this) < 0).toList();
    }

    /// As it stands in JSON and in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Status fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// How soon somebody should.
  public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT;

    /// As it stands in JSON and in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Priority fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
