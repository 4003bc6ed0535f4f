package io.oratio.domain.tenant;

import java.time.Instant;

/// A customer of the platform.
public record Tenant(TenantId tenantId, String name, Instant createdAt) {
  public Tenant {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a tenant has a name");
    }
  }
}
