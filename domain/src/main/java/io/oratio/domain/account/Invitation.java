package io.oratio.domain.account;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Somebody is asked to become a tenant's member.
///
/// @param tokenHash of the link that was sent: 1 to 64 of `a-z A-Z 0-9 _ -`, as SHA-256 in hex is
/// @param invitedBy a user's id
public record Invitation(
    TenantId tenantId,
    String invitationId,
    EmailAddress email,
    Role role,
    Secret tokenHash,
    String invitedBy,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> acceptedAt) {
  public Invitation {
    Shape.id("invitationId", invitationId);
    Shape.id("tokenHash", tokenHash.reveal());
    Shape.id("invitedBy", invitedBy);
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
    acceptedAt = acceptedAt.map(it -> it.truncatedTo(ChronoUnit.MICROS));
  }

  /// Whether it can be accepted.
  public boolean isOpen(Instant now) {
    return acceptedAt.isEmpty() && now.isBefore(expiresAt);
  }

  /// The same invitation, accepted.
  public Invitation accepted(Instant now) {
    return new Invitation(
        tenantId,
        invitationId,
        email,
        role,
        tokenHash,
        invitedBy,
        createdAt,
        expiresAt,
        Optional.of(now));
  }
}
