package io.oratio.domain.agent;

import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The store of agents and their versions. Calls may block and are safe from any thread.
public interface Agents {
  /// Writes the agent, replacing one of the same tenant and id.
  void save(Agent agent);

  Optional<Agent> find(TenantId tenantId, String agentId);

  /// The tenant's agents, ordered by id.
  List<Agent> list(TenantId tenantId);

  /// Writes a version once.
  ///
  /// @throws IllegalStateException if this version is there already: versions do not change
  void add(AgentVersion version);

  Optional<AgentVersion> version(TenantId tenantId, String agentId, int version);

  /// The highest version written; empty when there is none. It sees every [#add] before it.
  OptionalInt latestVersion(TenantId tenantId, String agentId);

  /// The version that callers of the agent reach now; empty when the agent is unknown or has none
  /// published.
  default Optional<AgentVersion> published(TenantId tenantId, String agentId) {
    return find(tenantId, agentId)
        .filter(agent -> agent.publishedVersion().isPresent())
        .flatMap(agent -> version(tenantId, agentId, agent.publishedVersion().getAsInt()));
  }
}
