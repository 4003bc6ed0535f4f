package io.oratio.domain.account;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What a user is to a tenant.
public record Member(TenantId tenantId, String userId, Role role, Instant createdAt) {
  public Member {
    Shape.id("userId", userId);
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// The same member in another role.
  public Member as(Role role) {
    return new Member(tenantId, userId, role, createdAt);
  }
}
