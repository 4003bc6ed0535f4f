package io.oratio.control.agent;

import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.number.Numbers;
import io.oratio.runtime.agent.AgentDrafts;
import io.oratio.runtime.agent.AgentObjects;
import java.io.IOException;

/// Deletes an agent with what hangs on it: its creation, numbers, knowledge, files and versions.
/// Its sessions and conversations are the record of what was said, and stay. The agent itself goes
/// last, so that a removal which was broken off is finished by asking for it again.
final class AgentRemoval {
  private final Agents agents;
  private final Creations creations;
  private final Numbers numbers;
  private final Members members;
  private final AgentDrafts drafts;
  private final AgentObjects objects;

  AgentRemoval(
      Agents agents,
      Creations creations,
      Numbers numbers,
      Members members,
      AgentDrafts drafts,
      AgentObjects objects) {
    this.agents = agents;
    this.creations = creations;
    this.numbers = numbers;
    this.members = members;
    this.drafts = drafts;
    this.objects = objects;
  }

  void remove(Agent agent) throws IOException {
    creations.remove(agent.tenantId(), agent.agentId());
    numbers.removeOf(agent.tenantId(), agent.agentId());
    drafts.forget(agent, !isElsewhere(agent));
    objects.forget(agent);
    agents.remove(agent.tenantId(), agent.agentId());
  }

  /// Whether its owner has an agent of the same id in another tenant: their documents lie in one
  /// place, and the same bytes once.
  private boolean isElsewhere(Agent agent) {
    return members.ofUser(agent.userId()).stream()
        .map(Member::tenantId)
        .filter(it -> !it.equals(agent.tenantId()))
        .anyMatch(
            it ->
                agents
                    .find(it, agent.agentId())
                    .filter(other -> other.userId().equals(agent.userId()))
                    .isPresent());
  }
}
