package io.oratio.simulator.session;

import io.oratio.simulator.script.Fault;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The faults of one session that have a time, earliest first.
final class TimedFaults {
  private final Deque<Fault> waiting = new ArrayDeque<>();

  TimedFaults(List<Fault> faults) {
    faults.stream()
        .filter(fault -> fault.kind().stage() == Fault.Stage.TIMED)
        .sorted(Comparator.comparing(Fault::at))
        .forEach(waiting::addLast);
  }

  /// The next fault whose time has come.
  Optional<Fault.Kind> due(long elapsedNanos) {
    if (waiting.isEmpty() || waiting.getFirst().at().toNanos() > elapsedNanos) {
      return Optional.empty();
    }
    return Optional.of(waiting.removeFirst().kind());
  }
}
