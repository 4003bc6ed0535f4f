package io.oratio.control.account;

import io.oratio.control.web.Caller;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.key.ApiKey;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/// The people of a tenant. Only owners make and unmake owners, and one stays.
final class People {
  private final Members members;
  private final ApiKeys keys;
  private final LiveEvents live;
  private final SignIns signIns;
  private final Standing standing;
  private final InstantSource clock;

  People(
      Members members,
      ApiKeys keys,
      LiveEvents live,
      SignIns signIns,
      Standing standing,
      InstantSource clock) {
    this.members = members;
    this.keys = keys;
    this.live = live;
    this.signIns = signIns;
    this.standing = standing;
    this.clock = clock;
  }

  /// All of them, who joined last first.
  List<Member> list(TenantId tenantId) {
    return members.ofTenant(tenantId).stream()
        .sorted(Comparator.comparing(Member::createdAt).thenComparing(Member::userId).reversed())
        .toList();
  }

  /// @throws Refusal 404
  Member find(TenantId tenantId, String userId) {
    return members.find(tenantId, userId).orElseThrow(People::noSuchMember);
  }

  /// @throws Refusal 403 where only an owner may, 404, 409 for the last owner
  Member change(Caller.Person by, String userId, io.oratio.domain.account.Role role) {
    Member member = find(by.tenantId(), userId);
    requireOwner(by, member.role(), role);
    Member changed = done(members.save(member.as(role)));
    standing.forget(by.tenantId(), userId);
    return changed;
  }

  /// Takes somebody out: their sessions end, and the keys that they made for the tenant.
  ///
  /// @return the keys that were revoked
  /// @throws Refusal 403 where only an owner may, 404, 409 for the last owner
  List<String> remove(Caller.Person by, String userId) {
    TenantId tenantId = by.tenantId();
    Member member = find(tenantId, userId);
    requireOwner(by, member.role(), member.role());
    done(members.remove(tenantId, userId));
    standing.forget(tenantId, userId);
    signIns.endAll(userId);
    Instant now = clock.instant();
    List<String> theirs =
        keys.list(tenantId).stream()
            .filter(it -> it.createdBy().equals(userId) && it.isLive(now))
            .map(ApiKey::keyId)
            .toList();
    for (String keyId : theirs) {
      keys.revoke(tenantId, keyId, now);
      live.publish(
          tenantId,
          LiveEvent.Draft.ofTenant(
              LiveEventType.KEY_REVOKED, now, "{\"keyId\":\"" + keyId + "\"}"));
    }
    return theirs;
  }

  /// @throws Refusal 403 if an owner is made or unmade by somebody else
  static void requireOwner(
      Caller.Person by, io.oratio.domain.account.Role before, io.oratio.domain.account.Role after) {
    boolean concernsOwners =
        before == io.oratio.domain.account.Role.OWNER
            || after == io.oratio.domain.account.Role.OWNER;
    if (concernsOwners && by.role() != Role.OWNER) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Only an owner makes or unmakes owners.");
    }
  }

  private static Member done(Members.Change change) {
    return switch (change) {
      case Members.Change.Done(Member member) -> member;
      case Members.Change.LastOwner _ ->
          throw Refusal.of(
              ErrorCode.LAST_OWNER, "A tenant keeps an owner: make somebody else one first.");
      case Members.Change.Absent _ -> throw noSuchMember();
    };
  }

  static Refusal noSuchMember() {
    return Refusal.of(ErrorCode.MEMBER_NOT_FOUND, "There is no such member.");
  }
}
