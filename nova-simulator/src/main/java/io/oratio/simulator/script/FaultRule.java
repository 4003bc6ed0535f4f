package io.oratio.simulator.script;

import java.util.Optional;
import java.util.OptionalInt;

/// Which sessions a fault falls upon.
///
/// @param fault what goes wrong
/// @param model only sessions whose model id contains this
/// @param sessions only so many sessions, the next ones; all when absent
public record FaultRule(Fault fault, Optional<String> model, OptionalInt sessions) {
  public FaultRule {
    if (sessions.isPresent() && sessions.getAsInt() < 1) {
      throw new IllegalArgumentException("A fault falls upon one session or more");
    }
  }

  /// A fault for every session.
  public static FaultRule always(Fault fault) {
    return new FaultRule(fault, Optional.empty(), OptionalInt.empty());
  }

  /// A fault for the next sessions only.
  public static FaultRule next(int sessions, Fault fault) {
    return new FaultRule(fault, Optional.empty(), OptionalInt.of(sessions));
  }
}
