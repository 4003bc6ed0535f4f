package io.oratio.domain.audit;

import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;

/// The store of what was done. It is only added to.
public interface AuditLog {
  /// Adds an entry to the tenant's chain, without a gap, whoever else adds at the same time.
  ///
  /// @return the entry as written; its parts are described at [AuditEntry]
  /// @throws IllegalArgumentException if a part is out of shape
  AuditEntry append(
      TenantId tenantId, Instant at, String actor, String action, String subject, String details);

  /// Entries in order, those after a sequence (0 for all).
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<AuditEntry> entries(TenantId tenantId, long afterSequence, int limit);

  /// Entries newest first, those before a sequence ([Long#MAX_VALUE] for all).
  ///
  /// @param limit 1 to 1000
  /// @throws IllegalArgumentException for another limit
  List<AuditEntry> latest(TenantId tenantId, long beforeSequence, int limit);

  /// The sequence of the last entry before a moment, 0 for none: so entries of some days are those
  /// after one such sequence up to another. It is exact as far as the clocks of those who added
  /// agreed. It reads one entry for every doubling of the chain's length.
  default long lastBefore(TenantId tenantId, Instant moment) {
    long before = 0;
    long notBefore =
        latest(tenantId, Long.MAX_VALUE, 1).stream()
            .mapToLong(it -> it.sequence() + 1)
            .findFirst()
            .orElse(1);
    while (notBefore - before > 1) {
      long middle = before + (notBefore - before) / 2;
      if (entries(tenantId, middle - 1, 1).getFirst().at().isBefore(moment)) {
        before = middle;
      } else {
        notBefore = middle;
      }
    }
    return before;
  }
}
