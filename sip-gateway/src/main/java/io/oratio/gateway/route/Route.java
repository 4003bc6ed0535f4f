package io.oratio.gateway.route;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentVersion;

/// Who answers, or why nobody does.
public sealed interface Route {
  /// This agent, as this version of it.
  record Accept(Agent agent, AgentVersion version) implements Route {}

  /// Nothing of the tenant's answers to what was dialled.
  record NoSuchNumber() implements Route {}

  /// The number is known and its agent does not take calls now.
  record Paused() implements Route {}

  /// The stores could not be asked.
  record Unavailable() implements Route {}
}
