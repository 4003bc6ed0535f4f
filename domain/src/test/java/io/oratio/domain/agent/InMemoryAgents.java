package io.oratio.domain.agent;

import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// Agents kept in memory, for tests.
public final class InMemoryAgents implements Agents {
  private final Map<Key, Agent> agents = new ConcurrentHashMap<>();
  private final Map<VersionKey, AgentVersion> versions = new ConcurrentHashMap<>();

  @Override
  public void save(Agent agent) {
    agents.put(new Key(agent.tenantId(), agent.agentId()), agent);
  }

  @Override
  public boolean save(Agent agent, Instant expectedUpdatedAt) {
    return agents.computeIfPresent(
            new Key(agent.tenantId(), agent.agentId()),
            (_, it) -> it.updatedAt().equals(expectedUpdatedAt) ? agent : it)
        == agent;
  }

  @Override
  public Optional<Agent> find(TenantId tenantId, String agentId) {
    return Optional.ofNullable(agents.get(new Key(tenantId, agentId)));
  }

  @Override
  public List<Agent> list(TenantId tenantId) {
    return agents.values().stream()
        .filter(it -> it.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(Agent::agentId))
        .toList();
  }

  @Override
  public void add(AgentVersion version) {
    VersionKey key = new VersionKey(version.tenantId(), version.agentId(), version.version());
    if (versions.putIfAbsent(key, version) != null) {
      throw new IllegalStateException(
          "version " + version.version() + " of agent " + version.agentId() + " is there already");
    }
  }

  @Override
  public Optional<AgentVersion> version(TenantId tenantId, String agentId, int version) {
    return Optional.ofNullable(versions.get(new VersionKey(tenantId, agentId, version)));
  }

  @Override
  public OptionalInt latestVersion(TenantId tenantId, String agentId) {
    return versions.keySet().stream()
        .filter(it -> it.tenantId().equals(tenantId) && it.agentId().equals(agentId))
        .mapToInt(VersionKey::version)
        .max();
  }

  @Override
  public List<AgentVersion.Header> versions(TenantId tenantId, String agentId) {
    return versions.values().stream()
        .filter(it -> it.tenantId().equals(tenantId) && it.agentId().equals(agentId))
        .map(it -> new AgentVersion.Header(it.version(), it.createdAt()))
        .sorted(Comparator.comparingInt(AgentVersion.Header::version).reversed())
        .limit(MOST_VERSIONS)
        .toList();
  }

  @Override
  public boolean remove(TenantId tenantId, String agentId) {
    versions
        .keySet()
        .removeIf(it -> it.tenantId().equals(tenantId) && it.agentId().equals(agentId));
    return agents.remove(new Key(tenantId, agentId)) != null;
  }

  private record Key(TenantId tenantId, String agentId) {}

  private record VersionKey(TenantId tenantId, String agentId, int version) {}
}
