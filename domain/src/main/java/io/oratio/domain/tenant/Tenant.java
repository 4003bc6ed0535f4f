package io.oratio.domain.tenant;

import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A customer of the platform.
///
/// @param name at most 256 bytes of UTF-8
/// @param createdAt kept to the microsecond, as every store keeps it
public record Tenant(TenantId tenantId, String name, Instant createdAt) {
  public Tenant {
    if (Shape.text("name", name, 256).isBlank()) {
      throw new IllegalArgumentException("a tenant has a name");
    }
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }
}
