package io.oratio.control.agent;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Etag;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// Finds and changes the agent a request is about; what is not there is refused in the same words
/// everywhere.
final class Found {
  private static final int TRIES = 5;

  private final Agents agents;

  Found(Agents agents) {
    this.agents = agents;
  }

  Agent agent(Request request) {
    return agents
        .find(request.tenantId(), request.path("agentId"))
        .orElseThrow(() -> Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no such agent."));
  }

  /// An agent that has a version already.
  Agent made(Request request) {
    Agent agent = agent(request);
    if (agent.status() == AgentStatus.CREATING || latest(agent).isEmpty()) {
      throw Refusal.of(
          ErrorCode.AGENT_NOT_READY,
          "The agent is not made yet; wait for its creation, or retry it if it failed.");
    }
    return agent;
  }

  OptionalInt latest(Agent agent) {
    return agents.latestVersion(agent.tenantId(), agent.agentId());
  }

  AgentVersion latestVersion(Agent agent) {
    return version(agent, latest(agent).orElse(0));
  }

  AgentVersion version(Agent agent, int version) {
    return (version < 1
            ? java.util.Optional.<AgentVersion>empty()
            : agents.version(agent.tenantId(), agent.agentId(), version))
        .orElseThrow(
            () -> Refusal.of(ErrorCode.VERSION_NOT_FOUND, "The agent has no such version."));
  }

  /// The version that the path names.
  AgentVersion version(Request request, Agent agent) {
    return version(agent, Integer.parseInt(request.path("version")));
  }

  /// What changes whenever the agent or its latest version does.
  Etag etag(Agent agent) {
    return Etag.of(agent.updatedAt(), latest(agent).orElse(0));
  }

  /// Changes the agent; if somebody else did meanwhile, looks again and tries once more.
  ///
  /// @param change may refuse
  Agent change(Request request, UnaryOperator<Agent> change) {
    for (int i = 0; i < TRIES; i++) {
      Agent seen = agent(request);
      Agent changed = change.apply(seen);
      if (changed.equals(seen) || agents.save(changed, seen.updatedAt())) {
        return changed;
      }
    }
    throw Refusal.of(
        ErrorCode.AGENT_STATE_CONFLICT, "Others change this agent all the time; try again.");
  }
}
