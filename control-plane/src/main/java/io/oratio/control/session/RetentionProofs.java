package io.oratio.control.session;

import io.oratio.domain.audit.AuditEntry;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the last proof of a tenant in its audit log. How far it has looked is remembered for some
/// tenants, so that only what came after is looked at again. Safe from any thread.
final class RetentionProofs {
  private static final int PAGE = 1000;

  /// A day of a busy tenant; the job writes more often than that.
  private static final int PAGES_MAX = 50;

  private static final int TENANTS_MAX = 1000;

  private final AuditLog audit;
  private final Map<TenantId, Seen> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TenantId, Seen> eldest) {
          return size() > TENANTS_MAX;
        }
      };

  RetentionProofs(AuditLog audit) {
    this.audit = audit;
  }

  private record Seen(long upTo, Optional<RetentionProof> proof) {}

  /// The last proof; empty if there is none among the last entries.
  Optional<RetentionProof> last(TenantId tenantId) {
    Seen known;
    synchronized (seen) {
      known = seen.getOrDefault(tenantId, new Seen(0, Optional.empty()));
    }
    Seen now = look(tenantId, known);
    synchronized (seen) {
      seen.merge(tenantId, now, (one, other) -> one.upTo() > other.upTo() ? one : other);
    }
    return now.proof();
  }

  private Seen look(TenantId tenantId, Seen known) {
    long newest = 0;
    long before = Long.MAX_VALUE;
    for (int i = 0; i < PAGES_MAX; i++) {
      List<AuditEntry> entries = audit.latest(tenantId, before, PAGE);
      for (AuditEntry entry : entries) {
        newest = Math.max(newest, entry.sequence());
        if (entry.sequence() <= known.upTo()) {
          return new Seen(newest, known.proof());
        }
        Optional<RetentionProof> proof = RetentionProof.of(entry);
        if (proof.isPresent()) {
          return new Seen(newest, proof);
        }
      }
      if (entries.size() < PAGE) {
        break;
      }
      before = entries.getLast().sequence();
    }
    return new Seen(newest, known.proof());
  }
}
