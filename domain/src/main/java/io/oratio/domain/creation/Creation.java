package io.oratio.domain.creation;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The making of an agent.
///
/// @param steps each name once, in their order
/// @param startedAt to the microsecond
/// @param updatedAt to the microsecond
/// @param dueAt not worked on before, so that a failed attempt rests; to the microsecond
public record Creation(
    TenantId tenantId,
    String agentId,
    List<Step> steps,
    Instant startedAt,
    Instant updatedAt,
    Instant dueAt) {
  public Creation {
    Shape.id("agentId", agentId);
    steps = List.copyOf(steps);
    if (!steps.stream().map(Step::name).toList().equals(List.of(Step.Name.values()))) {
      throw new IllegalArgumentException("a creation has every step once, in their order");
    }
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    dueAt = dueAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// One that has just been asked for.
  public static Creation begun(TenantId tenantId, String agentId, Instant now) {
    return new Creation(
        tenantId,
        agentId,
        Arrays.stream(Step.Name.values()).map(Step::waiting).toList(),
        now,
        now,
        now);
  }

  /// The same creation with one step changed.
  ///
  /// @param due when it is to be worked on next
  public Creation with(Step changed, Instant now, Instant due) {
    List<Step> all = steps.stream().map(it -> it.name() == changed.name() ? changed : it).toList();
    return new Creation(tenantId, agentId, all, startedAt, now, due);
  }

  /// The step as it stands.
  public Step step(Step.Name name) {
    return steps.get(name.ordinal());
  }

  /// The first step that is not done; empty when all are.
  public Optional<Step> nextStep() {
    return steps.stream().filter(it -> it.state() != Step.State.DONE).findFirst();
  }

  /// Where it stands as a whole.
  public State state() {
    if (steps.stream().anyMatch(it -> it.state() == Step.State.FAILED)) {
      return State.FAILED;
    }
    return nextStep().isEmpty() ? State.DONE : State.WORKING;
  }

  /// How far a creation has come.
  public enum State {
    WORKING,
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
