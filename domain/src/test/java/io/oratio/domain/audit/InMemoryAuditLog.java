package io.oratio.domain.audit;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An audit log kept in memory, for tests.
public final class InMemoryAuditLog implements AuditLog {
  private final Map<TenantId, List<AuditEntry>> entries = new HashMap<>();

  @Override
  public synchronized AuditEntry append(
      TenantId tenantId, Instant at, String actor, String action, String subject, String details) {
    List<AuditEntry> chain = entries.computeIfAbsent(tenantId, _ -> new ArrayList<>());
    AuditEntry entry =
        AuditEntry.following(
            chain.size(),
            chain.isEmpty() ? AuditEntry.NO_HASH : chain.getLast().hash(),
            tenantId,
            at,
            actor,
            action,
            subject,
            details);
    chain.add(entry);
    return entry;
  }

  @Override
  public synchronized List<AuditEntry> entries(TenantId tenantId, long afterSequence, int limit) {
    return of(tenantId).stream()
        .filter(it -> it.sequence() > afterSequence)
        .limit(Shape.limit(limit))
        .toList();
  }

  @Override
  public synchronized List<AuditEntry> latest(TenantId tenantId, long beforeSequence, int limit) {
    return of(tenantId).reversed().stream()
        .filter(it -> it.sequence() < beforeSequence)
        .limit(Shape.limit(limit))
        .toList();
  }

  private List<AuditEntry> of(TenantId tenantId) {
    return entries.getOrDefault(tenantId, List.of());
  }
}
