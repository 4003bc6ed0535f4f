package io.oratio.domain.account;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The store of invitations.
public interface Invitations {
  /// Writes a new one.
  ///
  /// @throws IllegalStateException if the id is taken
  void add(Invitation invitation);

  /// The tenant's invitations, ordered by id.
  List<Invitation> list(TenantId tenantId);

  /// The one whose link was shown: before the tenant is known. It may lag a moment behind what was
  /// written; [#accept] does not.
  Optional<Invitation> byTokenHash(Secret tokenHash);

  /// Accepts it, if it is open: of any number that try at the same time, one succeeds.
  ///
  /// @return as it now stands; empty when it is not there, was accepted before, or has expired
  Optional<Invitation> accept(TenantId tenantId, String invitationId, Instant now);

  /// Takes it back; nothing happens when it is not there.
  void remove(TenantId tenantId, String invitationId);
}
