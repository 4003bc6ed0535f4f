package io.oratio.domain.number;

import io.oratio.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Number rules kept in memory, for tests.
public final class InMemoryNumbers implements Numbers {
  private final Map<Key, NumberRule> rules = new ConcurrentHashMap<>();

  @Override
  public void save(NumberRule rule) {
    rules.put(new Key(rule.tenantId(), rule.numberId()), rule);
  }

  @Override
  public synchronized boolean saveUnlessTaken(NumberRule rule) {
    boolean isTaken =
        list(rule.tenantId()).stream()
            .filter(it -> !it.numberId().equals(rule.numberId()))
            .anyMatch(rule::isForTheCallsOf);
    if (!isTaken) {
      save(rule);
    }
    return !isTaken;
  }

  @Override
  public List<NumberRule> list(TenantId tenantId) {
    return rules.values().stream()
        .filter(it -> it.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(NumberRule::numberId))
        .toList();
  }

  @Override
  public void remove(TenantId tenantId, String numberId) {
    rules.remove(new Key(tenantId, numberId));
  }

  @Override
  public List<NumberRule> removeOf(TenantId tenantId, String agentId) {
    List<NumberRule> gone =
        list(tenantId).stream().filter(it -> it.agentId().equals(agentId)).toList();
    gone.forEach(it -> remove(tenantId, it.numberId()));
    return gone;
  }

  private record Key(TenantId tenantId, String numberId) {}
}
