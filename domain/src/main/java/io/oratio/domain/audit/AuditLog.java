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
}
