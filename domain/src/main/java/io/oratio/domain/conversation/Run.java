package io.oratio.domain.conversation;

import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// One execution of an agent in a conversation: from a person's message to the answer.
///
/// @param node the process that runs it: after a crash that node marks what it left running
/// @param checkpoint a JSON object from which it can go on; blank before the first
/// @param error a sentence; empty unless it failed
public record Run(
    String runId,
    String conversationId,
    Status status,
    String correlationId,
    String node,
    String checkpoint,
    Optional<String> error,
    Instant startedAt,
    Instant updatedAt) {
  public Run {
    Shape.id("runId", runId);
    Shape.id("conversationId", conversationId);
    Shape.text("correlationId", correlationId, 256);
    if (Shape.text("node", node, 256).isBlank()) {
      throw new IllegalArgumentException("a run is held by a node");
    }
    Shape.text("checkpoint", checkpoint, 262_144);
    error = error.map(it -> Shape.repaired(it, 1024));
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// The same run, now in another state.
  public Run as(Status now, Instant at) {
    return new Run(
        runId, conversationId, now, correlationId, node, checkpoint, error, startedAt, at);
  }

  /// How far a run has come.
  public enum Status {
    RUNNING,
    COMPLETED,
    FAILED,
    INTERRUPTED;

    /// As it stands in JSON and in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Status fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
