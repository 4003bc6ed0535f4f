package io.oratio.domain.creation;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Creations kept in memory, for tests.
public final class InMemoryCreations implements Creations {
  private final Map<Key, Leased> creations = new HashMap<>();

  @Override
  public synchronized boolean begin(Creation creation) {
    Key key = new Key(creation.tenantId(), creation.agentId());
    Leased there = creations.get(key);
    if (there != null && there.isWorking()) {
      return false;
    }
    creations.put(key, new Leased(creation, "", Instant.EPOCH));
    return true;
  }

  @Override
  public synchronized Optional<Creation> find(TenantId tenantId, String agentId) {
    return Optional.ofNullable(creations.get(new Key(tenantId, agentId))).map(Leased::creation);
  }

  @Override
  public synchronized Optional<Creation> lease(
      TenantId tenantId, String agentId, String owner, Instant now, Instant until) {
    Creations.checkOwner(owner);
    Key key = new Key(tenantId, agentId);
    Leased there = creations.get(key);
    if (there == null || !there.isWorking() || !there.isFreeFor(owner, now)) {
      return Optional.empty();
    }
    creations.put(key, new Leased(there.creation(), owner, until));
    return Optional.of(there.creation());
  }

  @Override
  public synchronized boolean save(Creation creation, String owner) {
    Creations.checkOwner(owner);
    Key key = new Key(creation.tenantId(), creation.agentId());
    Leased there = creations.get(key);
    if (there == null || !there.owner().equals(owner)) {
      return false;
    }
    creations.put(key, new Leased(creation, owner, there.until()));
    return true;
  }

  @Override
  public synchronized void release(TenantId tenantId, String agentId, String owner) {
    creations.computeIfPresent(
        new Key(tenantId, agentId),
        (_, it) -> it.owner().equals(owner) ? new Leased(it.creation(), "", Instant.EPOCH) : it);
  }

  @Override
  public synchronized List<Creation> due(Instant now, int limit) {
    return creations.values().stream()
        .filter(it -> it.isWorking() && it.isFreeFor("", now))
        .map(Leased::creation)
        .filter(it -> !it.dueAt().isAfter(now))
        .sorted(Comparator.comparing(Creation::dueAt))
        .limit(Shape.limit(limit))
        .toList();
  }

  @Override
  public synchronized void remove(TenantId tenantId, String agentId) {
    creations.remove(new Key(tenantId, agentId));
  }

  private record Key(TenantId tenantId, String agentId) {}

  private record Leased(Creation creation, String owner, Instant until) {
    boolean isWorking() {
      return creation.state() == Creation.State.WORKING;
    }

    boolean isFreeFor(String worker, Instant now) {
      return owner.equals(worker) || !until.isAfter(now);
    }
  }
}
