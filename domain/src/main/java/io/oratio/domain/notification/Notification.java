package io.oratio.domain.notification;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/// A message to the tenant's people.
///
/// @param userId whose agent it is
/// @param type for example `handoff`, `danger_word`
/// @param message one sentence for a person
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
    metadata = Map.copyOf(metadata);
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// Whether somebody has seen to it.
  public enum Status {
    UNREAD,
    READ,
    ACKNOWLEDGED;

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
