package io.oratio.domain.memory;

import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Facts kept in memory, for tests.
public final class InMemoryFacts implements Facts {
  private final Map<Key, Map<String, Fact>> facts = new ConcurrentHashMap<>();

  @Override
  public void put(Fact fact) {
    facts
        .computeIfAbsent(
            new Key(fact.tenantId(), fact.agentId(), fact.subject()),
            _ -> new ConcurrentSkipListMap<>())
        .put(fact.name(), fact);
  }

  @Override
  public List<Fact> about(TenantId tenantId, String agentId, String subject) {
    return facts.getOrDefault(new Key(tenantId, agentId, subject), Map.of()).values().stream()
        .limit(MOST)
        .toList();
  }

  @Override
  public void forget(TenantId tenantId, String agentId, String subject) {
    facts.remove(new Key(tenantId, agentId, subject));
  }

  @Override
  public void removeOf(TenantId tenantId, String agentId) {
    facts.keySet().removeIf(it -> it.tenantId().equals(tenantId) && it.agentId().equals(agentId));
  }

  private record Key(TenantId tenantId, String agentId, String subject) {}
}
