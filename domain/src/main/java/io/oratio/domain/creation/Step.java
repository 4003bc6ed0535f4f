package io.oratio.domain.creation;

import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// One step of a creation.
///
/// @param attempts how often it was begun
/// @param error why the last attempt failed, a sentence; empty when it did not
/// @param startedAt when the last attempt began; to the microsecond
/// @param endedAt when it was done or given up; to the microsecond
public record Step(
    Name name,
    State state,
    int attempts,
    Optional<String> error,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt) {
  public Step {
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts count from 0");
    }
    error = error.map(it -> Shape.repaired(it, 2048));
    startedAt = startedAt.map(it -> it.truncatedTo(ChronoUnit.MICROS));
    endedAt = endedAt.map(it -> it.truncatedTo(ChronoUnit.MICROS));
  }

  /// A step that nobody has begun.
  public static Step waiting(Name name) {
    return new Step(name, State.WAITING, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The same step begun, once more.
  public Step begun(Instant now) {
    return new Step(name, State.RUNNING, attempts + 1, error, Optional.of(now), Optional.empty());
  }

  /// The same step done.
  public Step done(Instant now) {
    return new Step(name, State.DONE, attempts, Optional.empty(), startedAt, Optional.of(now));
  }

  /// The same step waiting for another attempt.
  public Step toBeTriedAgain(String why) {
    return new Step(name, State.WAITING, attempts, Optional.of(why), startedAt, Optional.empty());
  }

  /// The same step given up.
  public Step failed(String why, Instant now) {
    return new Step(name, State.FAILED, attempts, Optional.of(why), startedAt, Optional.of(now));
  }

  /// What is done, in this order.
  public enum Name {
    PROVISION_KNOWLEDGE,
    WRITE_AGENT,
    CHECK_ARTEFACTS,
    DEPLOY,
    ACTIVATE;

    /// As it stands in JSON and in the tables, for example `write_agent`.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Name fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// How far a step has come.
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED;

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
