package io.oratio.domain.account;

import io.oratio.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Members kept in memory, for tests.
public final class InMemoryMembers implements Members {
  private final Map<Key, Member> members = new HashMap<>();

  @Override
  public synchronized Change save(Member member) {
    Key key = new Key(member.tenantId(), member.userId());
    if (member.role() != Role.OWNER && isLastOwner(key)) {
      return new Change.LastOwner();
    }
    members.put(key, member);
    return new Change.Done(member);
  }

  @Override
  public synchronized Optional<Member> find(TenantId tenantId, String userId) {
    return Optional.ofNullable(members.get(new Key(tenantId, userId)));
  }

  @Override
  public synchronized List<Member> ofTenant(TenantId tenantId) {
    return members.values().stream()
        .filter(it -> it.tenantId().equals(tenantId))
        .sorted(Comparator.comparing(Member::userId))
        .toList();
  }

  @Override
  public synchronized List<Member> ofUser(String userId) {
    return members.values().stream()
        .filter(it -> it.userId().equals(userId))
        .sorted(Comparator.comparing(it -> it.tenantId().value()))
        .toList();
  }

  @Override
  public synchronized Change remove(TenantId tenantId, String userId) {
    Key key = new Key(tenantId, userId);
    if (isLastOwner(key)) {
      return new Change.LastOwner();
    }
    Member removed = members.remove(key);
    return removed == null ? new Change.Absent() : new Change.Done(removed);
  }

  private boolean isLastOwner(Key key) {
    List<Member> owners =
        ofTenant(key.tenantId()).stream().filter(it -> it.role() == Role.OWNER).toList();
    return owners.size() == 1 && owners.getFirst().userId().equals(key.userId());
  }

  private record Key(TenantId tenantId, String userId) {}
}
