package io.oratio.gateway.route;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.number.NumberRule;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the agent for what was dialled: the tenant's most exact rule wins. Blocks on the stores;
/// any thread.
public final class Router {
  private static final Logger log = LoggerFactory.getLogger(Router.class);

  private final Agents agents;
  private final Numbers numbers;

  public Router(Agents agents, Numbers numbers) {
    this.agents = agents;
    this.numbers = numbers;
  }

  /// The route of a phone call.
  ///
  /// @param dialled the user part of the Request-URI
  public Route byNumber(TenantId tenantId, String trunkId, String dialled) {
    return asking(
        () ->
            numbers.list(tenantId).stream()
                .filter(rule -> rule.trunkId().isEmpty() || rule.trunkId().get().equals(trunkId))
                .filter(rule -> rule.matches(dialled))
                .max(Comparator.comparingInt(NumberRule::weight))
                .map(rule -> of(tenantId, rule.agentId(), rule.version()))
                .orElseGet(Route.NoSuchNumber::new));
  }

  /// The route of a call that names its agent.
  public Route byAgent(TenantId tenantId, String agentId) {
    return byAgent(tenantId, agentId, OptionalInt.empty());
  }

  /// The route of a call that names its agent, and perhaps the version of it.
  ///
  /// @param version empty means the published one
  public Route byAgent(TenantId tenantId, String agentId, OptionalInt version) {
    return asking(() -> of(tenantId, agentId, version));
  }

  private Route of(TenantId tenantId, String agentId, OptionalInt version) {
    return agents
        .find(tenantId, agentId)
        .map(
            agent ->
                accepting(
                    agent,
                    version.isPresent()
                        ? agents.version(tenantId, agentId, version.getAsInt())
                        : agents.published(tenantId, agentId)))
        .orElseGet(Route.NoSuchNumber::new);
  }

  private static Route accepting(Agent agent, Optional<AgentVersion> version) {
    if (agent.status() != AgentStatus.ACTIVE || version.isEmpty()) {
      return new Route.Paused();
    }
    return new Route.Accept(agent, version.get());
  }

  private static Route asking(java.util.function.Supplier<Route> stores) {
    try {
      return stores.get();
    } catch (
        RuntimeException e) { // a store's failure of any kind refuses this call, not the gateway
      log.error("the stores could not be asked for a route: see to the database", e);
      return new Route.Unavailable();
    }
  }
}
