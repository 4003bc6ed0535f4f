package io.oratio.domain.account;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Invitations kept in memory, for tests.
public final class InMemoryInvitations implements Invitations {
  private final Map<Key, Invitation> invitations = new HashMap<>();

  @Override
  public synchronized void add(Invitation invitation) {
    Key key = new Key(invitation.tenantId(), invitation.invitationId());
    if (invitations.putIfAbsent(key, invitation) != null) {
      throw new IllegalStateException(
          "invitation " + invitation.invitationId() + " is there already");
    }
  }

  @Override
  public synchronized List<Invitation> list(TenantId tenantId) {
    return invitations.values().stream()
        .filter(it -> it.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(Invitation::invitationId))
        .toList();
  }

  @Override
  public synchronized Optional<Invitation> byTokenHash(Secret tokenHash) {
    return invitations.values().stream().filter(it -> it.tokenHash().equals(tokenHash)).findFirst();
  }

  @Override
  public synchronized Optional<Invitation> accept(
      TenantId tenantId, String invitationId, Instant now) {
    Key key = new Key(tenantId, invitationId);
    Optional<Invitation> accepted =
        Optional.ofNullable(invitations.get(key))
            .filter(it -> it.isOpen(now))
            .map(it -> it.accepted(now));
    accepted.ifPresent(it -> invitations.put(key, it));
    return accepted;
  }

  @Override
  public synchronized void remove(TenantId tenantId, String invitationId) {
    invitations.remove(new Key(tenantId, invitationId));
  }

  private record Key(TenantId tenantId, String invitationId) {}
}
