package io.oratio.runtime.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Spares callers the wait for a tool that fails every time: after five failures in a row it is not
/// asked for thirty seconds, then one use may try. Shared by all conversations; each tool of each
/// agent has its own.
final class Breakers {
  private static final int FAILURES_MAX = 5;
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final int KEPT_MAX = 10_000;

  private final Clock clock;
  private final Map<String, State> states =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
          return size() > KEPT_MAX;
        }
      };

  Breakers(Clock clock) {
    this.clock = clock;
  }

  private record State(int failures, Instant closedUntil) {}

  /// The breaker's name.
  static String key(Scene.Facts facts, String toolName) {
    return facts.tenantId() + "\n" + facts.agentId() + "\n" + toolName;
  }

  /// Whether the tool may be asked now. Of those that ask after the pause one may, and the next
  /// only when that one has failed to answer within another pause.
  synchronized boolean lets(String key) {
    State state = states.get(key);
    if (state == null || state.failures() < FAILURES_MAX) {
      return true;
    }
    Instant now = clock.instant();
    if (now.isBefore(state.closedUntil())) {
      return false;
    }
    states.put(key, new State(state.failures(), now.plus(PAUSE)));
    return true;
  }

  synchronized void succeeded(String key) {
    states.remove(key);
  }

  /// @return whether it is closed to uses by this failure
  synchronized boolean failed(String key) {
    State state = states.get(key);
    int failures = Math.min(FAILURES_MAX, (state == null ? 0 : state.failures()) + 1);
    states.put(key, new State(failures, clock.instant().plus(PAUSE)));
    return failures == FAILURES_MAX;
  }
}
