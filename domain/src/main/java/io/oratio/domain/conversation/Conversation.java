package io.oratio.domain.conversation;

import io.oratio.domain.page.Cursor;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// A conversation in text, apart from its messages. Its session record has the same id.
///
/// @param subject whom the agent speaks with, for what it remembers: a visitor's id
/// @param summary of all messages up to `summarisedThrough`, for the model; blank at first
/// @param summarisedThrough the sequence of the last message the summary covers; 0 at first
/// @param context facts the surroundings gave, names to values; at most 32 names, see
///   [Shape#repaired(String, Map)]
/// @param usage of all its runs together
public record Conversation(
    TenantId tenantId,
    String conversationId,
    String agentId,
    int agentVersion,
    String subject,
    String summary,
    int summarisedThrough,
    Map<String, String> context,
    Usage usage,
    Instant createdAt,
    Instant updatedAt) {
  public Conversation {
    Shape.id("conversationId", conversationId);
    Shape.id("agentId", agentId);
    subject = Shape.repaired(subject, 256);
    summary = Shape.repaired(summary, 65_536);
    context = Shape.repaired("context", context);
    if (agentVersion < 1 || summarisedThrough < 0) {
      throw new IllegalArgumentException("versions count from 1, messages from 1");
    }
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// Its place in a list, last changed first.
  public Cursor place() {
    return new Cursor(updatedAt, conversationId);
  }

  /// The same conversation in other surroundings.
  public Conversation within(Map<String, String> other, Instant now) {
    return new Conversation(
        tenantId,
        conversationId,
        agentId,
        agentVersion,
        subject,
        summary,
        summarisedThrough,
        other,
        usage,
        createdAt,
        now);
  }

  /// The same conversation having used so much.
  public Conversation using(Usage all) {
    return new Conversation(
        tenantId,
        conversationId,
        agentId,
        agentVersion,
        subject,
        summary,
        summarisedThrough,
        context,
        all,
        createdAt,
        updatedAt);
  }
}
