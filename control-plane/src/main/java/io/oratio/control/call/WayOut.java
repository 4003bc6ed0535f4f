package io.oratio.control.call;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.TenantPolicy;
import io.oratio.domain.trunk.Trunk;
import io.oratio.domain.trunk.Trunks;
import io.oratio.runtime.destination.DestinationGate;
import java.util.List;
import java.util.Optional;

/// Finds how a call may go out: who speaks, through which trunk, showing which number. What it
/// refuses is never reserved.
final class WayOut {
  private final Agents agents;
  private final Trunks trunks;
  private final Numbers numbers;
  private final TenantPolicies policies;
  private final DestinationGate gate;

  /// @param from the number shown; blank for the trunk's usual one
  record Way(String trunkId, String from) {}

  WayOut(
      Agents agents,
      Trunks trunks,
      Numbers numbers,
      TenantPolicies policies,
      DestinationGate gate) {
    this.agents = agents;
    this.trunks = trunks;
    this.numbers = numbers;
    this.policies = policies;
    this.gate = gate;
  }

  /// @throws Refusal for the first thing that stands in the way
  Way find(TenantId tenantId, CallWish wish) {
    checkAgent(tenantId, wish.agentId());
    List<Trunk> candidates = candidates(tenantId, wish.trunkId());
    TenantPolicy policy = policies.find(tenantId);
    Optional<Refusal> first = Optional.empty();
    for (Trunk trunk : candidates) {
      Optional<Refusal> obstacle = obstacle(wish, trunk, policy);
      if (obstacle.isEmpty()) {
        return new Way(trunk.trunkId(), wish.from().or(trunk::callerId).orElse(""));
      }
      first = first.or(() -> obstacle);
    }
    throw first.orElseThrow(
        () ->
            Refusal.of(
                ErrorCode.NO_TRUNK,
                "There is no trunk to call through: an owner or admin adds one with a host."));
  }

  private void checkAgent(TenantId tenantId, String agentId) {
    Agent agent =
        agents
            .find(tenantId, agentId)
            .orElseThrow(
                () ->
                    Refusal.of(ErrorCode.AGENT_NOT_FOUND, "There is no agent with this id.")
                        .at("/agentId", "is no agent of yours"));
    if (agent.agentType() == AgentType.TEXT) {
      throw Refusal.of(ErrorCode.VALIDATION_FAILED, "This agent has no voice.")
          .at("/agentId", "is an agent that only writes");
    }
    if (agent.status() != AgentStatus.ACTIVE || agent.publishedVersion().isEmpty()) {
      throw Refusal.of(
          ErrorCode.AGENT_NOT_READY,
          "The agent is "
              + (agent.status() == AgentStatus.ACTIVE ? "not published" : agent.status().wireName())
              + "; it calls once it is active and has a published version.");
    }
  }

  private List<Trunk> candidates(TenantId tenantId, Optional<String> wanted) {
    List<Trunk> all = trunks.list(tenantId);
    if (wanted.isEmpty()) {
      return all.stream().filter(it -> it.host().isPresent()).toList();
    }
    Trunk trunk =
        all.stream()
            .filter(it -> it.trunkId().equals(wanted.get()))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.of(ErrorCode.TRUNK_NOT_FOUND, "There is no trunk with this id.")
                        .at("/trunkId", "is no trunk of yours"));
    if (trunk.host().isEmpty()) {
      throw Refusal.of(ErrorCode.NO_TRUNK, "This trunk has no host: it only calls us.")
          .at("/trunkId", "is a trunk without a host");
    }
    return List.of(trunk);
  }

  private Optional<Refusal> obstacle(CallWish wish, Trunk trunk, TenantPolicy policy) {
    Optional<String> closed = gate.obstacle(wish.to(), trunk.country(), policy);
    if (closed.isPresent()) {
      return Optional.of(
          Refusal.of(ErrorCode.DESTINATION_NOT_ALLOWED, closed.get())
              .at("/to", "is not where this tenant's calls may go"));
    }
    if (wish.from().isPresent() && !isOwn(wish.from().get(), trunk)) {
      return Optional.of(
          Refusal.of(
                  ErrorCode.VALIDATION_FAILED,
                  "A call shows a number of the tenant's own: the trunk's callerId, or the pattern"
                      + " of a number rule that has no '*'.")
              .at("/from", "is no number of yours"));
    }
    return Optional.empty();
  }

  private boolean isOwn(String shown, Trunk trunk) {
    return trunk.callerId().filter(shown::equals).isPresent()
        || numbers.list(trunk.tenantId()).stream().anyMatch(it -> it.pattern().equals(shown));
  }
}
