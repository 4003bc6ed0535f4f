package io.oratio.runtime.agent;

import java.util.List;

/// What came of reading an `agent.json`.
public sealed interface AgentReading {
  /// It is in order.
  record Good(AgentDefinition definition) implements AgentReading {}

  /// It is not: all that is wrong, in the order of the file's checks.
  record Faulty(List<Fault> faults) implements AgentReading {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
