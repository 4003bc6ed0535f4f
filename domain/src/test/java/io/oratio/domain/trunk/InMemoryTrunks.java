package io.oratio.domain.trunk;

import io.oratio.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Trunks kept in memory, for tests.
public final class InMemoryTrunks implements Trunks {
  private final Map<Key, Trunk> trunks = new ConcurrentHashMap<>();

  @Override
  public void save(Trunk trunk) {
    trunks.put(new Key(trunk.tenantId(), trunk.trunkId()), trunk);
  }

  @Override
  public synchronized boolean claim(Trunk trunk) {
    boolean isFree = all().stream().noneMatch(trunk::isContestedBy);
    if (isFree) {
      save(trunk);
    }
    return isFree;
  }

  @Override
  public List<Trunk> list(TenantId tenantId) {
    return all().stream().filter(it -> it.tenantId().equals(tenantId)).toList();
  }

  @Override
  public List<Trunk> all() {
    return trunks.values().stream()
        .sorted(
            Comparator.comparing((Trunk it) -> it.tenantId().value()).thenComparing(Trunk::trunkId))
        .toList();
  }

  @Override
  public void remove(TenantId tenantId, String trunkId) {
    trunks.remove(new Key(tenantId, trunkId));
  }

  private record Key(TenantId tenantId, String trunkId) {}
}
