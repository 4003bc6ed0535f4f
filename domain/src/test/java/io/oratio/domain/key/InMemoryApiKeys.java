package io.oratio.domain.key;

import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Keys kept in memory, for tests.
public final class InMemoryApiKeys implements ApiKeys {
  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

  @Override
  public void add(ApiKey key) {
    if (keys.putIfAbsent(key.keyId(), key) != null) {
      throw new IllegalStateException("key " + key.keyId() + " is there already");
    }
  }

  @Override
  public Optional<ApiKey> find(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }

  @Override
  public Optional<ApiKey> find(TenantId tenantId, String keyId) {
    return find(keyId).filter(it -> it.tenantId().equals(tenantId));
  }

  @Override
  public List<ApiKey> list(TenantId tenantId) {
    return keys.values().stream()
        .filter(it -> it.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(ApiKey::keyId))
        .toList();
  }

  @Override
  public Optional<ApiKey> revoke(TenantId tenantId, String keyId, Instant from) {
    keys.computeIfPresent(keyId, (_, it) -> it.tenantId().equals(tenantId) ? it.revoked(from) : it);
    return find(tenantId, keyId);
  }

  @Override
  public void used(Map<String, Integer> counts, Instant at) {
    ApiKeys.checkCounts(counts);
    counts.forEach((keyId, count) -> keys.computeIfPresent(keyId, (_, it) -> it.used(count, at)));
  }
}
