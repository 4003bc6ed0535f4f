package io.oratio.domain.agent;

import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The store of agents and their versions. Calls may block and are safe from any thread.
public interface Agents {
  /// How many versions are listed at most.
  int MOST_VERSIONS = 1000;

  /// Writes the agent, replacing one of the same tenant and id.
  void save(Agent agent);

  /// Writes the agent if the one that is there was last changed at the moment that the writer saw:
  /// so nobody writes over what they have not read.
  ///
  /// @param agent its `updatedAt` is another than `expectedUpdatedAt`
  /// @return whether it was written; not when it is not there or was changed meanwhile
  boolean save(Agent agent, Instant expectedUpdatedAt);

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

  /// All versions of an agent without what they say, the latest first, at most [#MOST_VERSIONS].
  List<AgentVersion.Header> versions(TenantId tenantId, String agentId);

  /// Takes an agent out, with its versions.
  ///
  /// @return whether it was there
  boolean remove(TenantId tenantId, String agentId);

  /// The version that callers of the agent reach now; empty when the agent is unknown or has none
  /// published.
  default Optional<AgentVersion> published(TenantId tenantId, String agentId) {
    return find(tenantId, agentId)
        .filter(agent -> agent.publishedVersion().isPresent())
        .flatMap(agent -> version(tenantId, agentId, agent.publishedVersion().getAsInt()));
  }
}
