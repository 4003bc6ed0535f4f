package io.oratio.runtime.tool;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.domain.tool.ToolExecution;
import io.oratio.domain.tool.ToolExecution.State;
import io.oratio.domain.tool.ToolExecutions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The records of one conversation's executions: written before a tool runs, so that none runs
/// twice, not even after a crash. Blocks; safe from any thread.
final class Records {
  private static final int TRIES_MAX = 250;
  private static final String NOBODY_KNOWS =
      "It is not known whether this was done before. It is not done again.";

  private final ToolExecutions store;
  private final TenantId tenantId;
  private final String sessionId;
  private final Clock clock;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<String> ours = ConcurrentHashMap.newKeySet();
  private Optional<List<ToolExecution>> left = Optional.empty();

  Records(ToolExecutions store, Scene.Facts facts, Clock clock) {
    this.store = store;
    this.tenantId = facts.tenantId();
    this.sessionId = facts.sessionId();
    this.clock = clock;
  }

  /// What reserving a key came to.
  sealed interface Begun {
    /// It may run, under this record.
    record Ours(ToolExecution execution) implements Begun {}

    /// It ran already, or nobody knows whether it did.
    record Before(ToolExecution execution) implements Begun {}
  }

  /// Reserves a key for a use, unless the use was made before.
  Begun begin(Declared tool, String arguments, int turn) {
    if (tool.isWriting()) {
      Optional<ToolExecution> before = madeBefore(tool, arguments, turn);
      if (before.isPresent()) {
        return new Begun.Before(settled(before.get()));
      }
    }
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      ToolExecution running =
          new ToolExecution(
              tenantId,
              sessionId,
              key(turn, tool.spec().name()),
              tool.spec().name(),
              tool.spec().authority(),
              arguments,
              State.RUNNING,
              Optional.empty(),
              clock.instant(),
              Optional.empty());
      Optional<ToolExecution> holder = store.begin(running);
      if (holder.isEmpty()) {
        ours.add(running.key());
        return new Begun.Ours(running);
      }
      if (tool.isWriting() && isSame(holder.get(), running)) {
        return new Begun.Before(settled(holder.get()));
      }
    }
    throw new IllegalStateException("no key is free");
  }

  /// Writes how it ended.
  void end(ToolExecution execution, State state, String json) {
    store.end(execution.ended(state, json, clock.instant()));
  }

  /// An execution of a process that is gone: in the same turn the very same use, or in any turn one
  /// of which nobody knows how it ended.
  private Optional<ToolExecution> madeBefore(Declared tool, String arguments, int turn) {
    String kept = Shape.repaired(arguments, ToolExecution.LONGEST);
    String thisTurn = sessionId + ":" + turn + ":";
    return leftByOthers().stream()
        .filter(it -> it.toolName().equals(tool.spec().name()) && it.arguments().equals(kept))
        .filter(
            it ->
                it.key().startsWith(thisTurn)
                    || it.state() == State.RUNNING
                    || it.state() == State.UNKNOWN)
        .findFirst();
  }

  /// What stood in the store before this conversation's first writing use here.
  private synchronized List<ToolExecution> leftByOthers() {
    if (left.isEmpty()) {
      left =
          Optional.of(
              new ArrayList<>(
                  store.ofSession(tenantId, sessionId).stream()
                      .filter(it -> !ours.contains(it.key()))
                      .toList()));
    }
    return left.get();
  }

  private ToolExecution settled(ToolExecution before) {
    if (before.state() != State.RUNNING) {
      return before;
    }
    ToolExecution unknown =
        before.ended(State.UNKNOWN, Answers.error(NOBODY_KNOWS), clock.instant());
    store.end(unknown);
    return unknown;
  }

  private static boolean isSame(ToolExecution one, ToolExecution other) {
    return one.toolName().equals(other.toolName()) && one.arguments().equals(other.arguments());
  }

  private synchronized String key(int turn, String toolName) {
    String stem = sessionId + ":" + turn + ":" + toolName;
    return stem + ":" + counts.merge(stem, 1, Integer::sum);
  }
}
