package io.oratio.domain.tool;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// One execution of a tool. It is written before the tool runs, so that after a crash it is known
/// that it may have run.
///
/// @param key `sessionId:turn:tool:n`, also sent as the idempotency key to where the tool writes
/// @param arguments the checked JSON object
/// @param result the checked JSON object; empty while it runs or when nobody knows
public record ToolExecution(
    TenantId tenantId,
    String sessionId,
    String key,
    String toolName,
    Authority authority,
    String arguments,
    State state,
    Optional<String> result,
    Instant startedAt,
    Optional<Instant> endedAt) {
  /// The limit of arguments and of a result, in characters.
  public static final int LONGEST = 65_536;

  public ToolExecution {
    Shape.id("sessionId", sessionId);
    if (Shape.text("key", key, 512).isBlank()) {
      throw new IllegalArgumentException("an execution has a key");
    }
    Shape.text("toolName", toolName, 64);
    arguments = Shape.repaired(arguments, LONGEST);
    result = result.map(it -> Shape.repaired(it, LONGEST));
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    endedAt = endedAt.map(it -> it.truncatedTo(ChronoUnit.MICROS));
  }

  /// The same execution, over.
  public ToolExecution ended(State how, String json, Instant at) {
    return new ToolExecution(
        tenantId,
        sessionId,
        key,
        toolName,
        authority,
        arguments,
        how,
        Optional.of(json),
        startedAt,
        Optional.of(at));
  }

  /// What a tool may change.
  public enum Authority {
    READ,
    WRITE,
    MONEY;

    /// As it stands in JSON and in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Authority fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// How far an execution has come. `UNKNOWN`: it was begun, and the process ended before anybody
  /// saw its result.
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    UNKNOWN;

    /// As it stands in JSON and in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static State fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
