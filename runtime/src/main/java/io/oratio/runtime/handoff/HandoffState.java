package io.oratio.runtime.handoff;

import io.oratio.domain.session.Session;
import io.oratio.domain.tenant.TenantId;

/// Where a session's state is set to `handoff_requested`. Asking again changes nothing.
@FunctionalInterface
public interface HandoffState {
  /// @throws IllegalStateException if the session is not there
  Session requestHandoff(TenantId tenantId, String sessionId, String reason);
}
