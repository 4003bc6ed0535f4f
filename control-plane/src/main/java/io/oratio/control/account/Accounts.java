package io.oratio.control.account;

import io.oratio.control.trust.Ids;
import io.oratio.control.trust.Secrets;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.ExternalIdentity;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.OneTimeToken;
import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.account.Role;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Makes accounts, tenants of their own, and the one-time tokens of their letters.
final class Accounts {
  private final Users users;
  private final Members members;
  private final Tenants tenants;
  private final OneTimeTokens oneTimeTokens;
  private final Ids ids;
  private final Secrets secrets;
  private final InstantSource clock;

  Accounts(
      Users users,
      Members members,
      Tenants tenants,
      OneTimeTokens oneTimeTokens,
      Ids ids,
      Secrets secrets,
      InstantSource clock) {
    this.users = users;
    this.members = members;
    this.tenants = tenants;
    this.oneTimeTokens = oneTimeTokens;
    this.ids = ids;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Adds a person; empty if the address or the identity is another's.
  Optional<User> add(
      EmailAddress email,
      String name,
      Optional<Secret> passwordHash,
      boolean isVerified,
      Optional<ExternalIdentity> external) {
    User user =
        new User(
            ids.next("usr_"),
            email,
            name,
            passwordHash,
            isVerified,
            external,
            0,
            Optional.empty(),
            clock.instant());
    return users.add(user) == Users.Addition.ADDED ? Optional.of(user) : Optional.empty();
  }

  /// Gives a person a tenant of their own.
  Member foundTenant(User user, String tenantName) {
    return own(user, new Tenant(new TenantId(ids.next("ten_")), tenantName, clock.instant()));
  }

  /// Makes a person the owner of a tenant.
  Member own(User user, Tenant tenant) {
    tenants.save(tenant);
    return join(user, tenant.tenantId(), Role.OWNER);
  }

  /// Makes a person a member.
  Member join(User user, TenantId tenantId, Role role) {
    Member member = new Member(tenantId, user.userId(), role, clock.instant());
    members.save(member);
    return member;
  }

  /// A new one-time token, whose words only its letter has.
  String token(OneTimeToken.Purpose purpose, Optional<String> userId, Duration life) {
    String word = secrets.longWord();
    Instant end = clock.instant().plus(life);
    oneTimeTokens.add(new OneTimeToken(Secrets.hash(word), purpose, userId, end));
    return word;
  }

  /// Uses one up.
  ///
  /// @throws Refusal 422 if it is not good
  OneTimeToken redeem(String word, OneTimeToken.Purpose purpose) {
    return oneTimeTokens
        .redeem(Secrets.hash(word), purpose, clock.instant())
        .orElseThrow(Accounts::badToken);
  }

  static Refusal badToken() {
    return Refusal.of(
            ErrorCode.TOKEN_INVALID, "This link is not good (any more): ask for another one.")
        .at("/token", "was used, has expired, or was never ours");
  }
}
