package io.oratio.runtime.tool;

import io.oratio.domain.tenant.TenantId;
import java.util.Optional;

/// The secrets that a tenant's tools may use, by name. May block; safe from any thread.
public interface Secrets {
  /// @return empty when the tenant has no secret of that name
  Optional<String> secret(TenantId tenantId, String name);
}
