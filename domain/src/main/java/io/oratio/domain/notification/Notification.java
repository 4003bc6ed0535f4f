package io.oratio.domain.notification;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A message to the tenant's people.
///
/// @param userId whose agent it is
/// @param type for example `handoff`, `danger_word`
/// @param message one sentence for a person
/// @param metadata at most 32 names; see [Shape#repaired(String, Map)]
/// @param claim who sees to it; empty while nobody does
/// @param escalatedAt when it went further because nobody opened it; to the microsecond
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
    Instant createdAt,
    Optional<Claim> claim,
    Optional<Instant> escalatedAt) {
  public Notification {
    Shape.id("notificationId", notificationId);
    Shape.text("userId", userId, 256);
    Shape.id("agentId", agentId);
    Shape.id("sessionId", sessionId);
    Shape.id("type", type);
    message = Shape.repaired(message, 4096);
    metadata = Shape.repaired("metadata", metadata);
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    escalatedAt = escalatedAt.map(it -> it.truncatedTo(ChronoUnit.MICROS));
  }

  /// One that nobody has claimed and that has not gone further.
  public Notification(
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
    this(
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
        createdAt,
        Optional.empty(),
        Optional.empty());
  }

  /// Its place in a list, newest first.
  public Cursor place() {
    return new Cursor(createdAt, notificationId);
  }

  /// The same notification moved on to `now`, or as it stands where that would be back.
  public Notification marked(Status now) {
    return with(later(now), emailSent, claim, escalatedAt);
  }

  /// The same notification, of which an e-mail has told.
  public Notification toldByEmail() {
    return with(status, true, claim, escalatedAt);
  }

  /// The same notification in the hands of this user, who has read it; as it stands where it is in
  /// somebody's hands.
  public Notification claimedBy(String claimant, Instant now) {
    return claim.isPresent()
        ? this
        : with(later(Status.READ), emailSent, Optional.of(new Claim(claimant, now)), escalatedAt);
  }

  /// The same notification in nobody's hands; as it stands where it is not in this user's.
  public Notification releasedBy(String claimant) {
    return claim.filter(it -> it.userId().equals(claimant)).isPresent()
        ? with(status, emailSent, Optional.empty(), escalatedAt)
        : this;
  }

  /// The same notification, gone further.
  public Notification escalated(Instant now) {
    return with(status, emailSent, claim, Optional.of(now));
  }

  /// Whether nobody has opened it and it has not gone further.
  public boolean isUnopened() {
    return status == Status.UNREAD && escalatedAt.isEmpty();
  }

  private Status later(Status now) {
    return now.compareTo(status) > 0 ? now : status;
  }

  private Notification with(
      Status status, boolean emailSent, Optional<Claim> claim, Optional<Instant> escalatedAt) {
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
        createdAt,
        claim,
        escalatedAt);
  }

  /// Who sees to a notification, and since when.
  ///
  /// @param userId 1 to 256 bytes
  /// @param at to the microsecond
  public record Claim(String userId, Instant at) {
    public Claim {
      if (Shape.text("userId", userId, 256).isBlank()) {
        throw new IllegalArgumentException("somebody claims a notification");
      }
      at = at.truncatedTo(ChronoUnit.MICROS);
    }
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
