package io.oratio.domain.mail;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Letters kept in memory, for tests.
public final class InMemoryMailbox implements Mailbox {
  private final Map<Key, Letter> letters = new ConcurrentHashMap<>();

  @Override
  public void add(Letter letter) {
    letters.putIfAbsent(new Key(letter.tenantId(), letter.letterId()), letter);
  }

  @Override
  public List<Letter> recent(TenantId tenantId, int limit) {
    return letters.values().stream()
        .filter(it -> it.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(Letter::createdAt).reversed())
        .limit(Shape.limit(limit))
        .toList();
  }

  private record Key(TenantId tenantId, String letterId) {}
}
