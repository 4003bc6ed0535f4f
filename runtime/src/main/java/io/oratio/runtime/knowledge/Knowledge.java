package io.oratio.runtime.knowledge;

import io.oratio.domain.tenant.TenantId;

/// What a version of an agent knows, ready to be asked. Calls take milliseconds and are safe from
/// any thread; an adapter over a network may block.
public interface Knowledge {
  /// The passages that best answer the question, the best first.
  ///
  /// @param limit 1 to 20
  /// @return nothing found for a version that knows nothing or whose index is not ready
  Found search(TenantId tenantId, String agentId, int agentVersion, String question, int limit);
}
