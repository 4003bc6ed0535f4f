package io.oratio.control.account;

import io.oratio.control.trust.Lately;
import io.oratio.domain.account.Login;
import io.oratio.domain.account.Logins;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How a login and its person stand now. A token says what was so when it was signed; who has been
/// signed out, taken out of the tenant or given another role since is known here after two seconds.
final class Standing {
  private static final Duration REMEMBERED_FOR = Duration.ofSeconds(2);
  private static final Duration NOTED_EVERY = Duration.ofMinutes(5);
  private static final int REMEMBERED_AT_MOST = 10_000;

  private final Logins logins;
  private final Members members;
  private final InstantSource clock;
  private final Lately<String, Optional<Login>> lateLogins;
  private final Lately<Key, Optional<Member>> lateMembers;

  private record Key(TenantId tenantId, String userId) {}

  Standing(Logins logins, Members members, InstantSource clock, LongSupplier nanoClock) {
    this.logins = logins;
    this.members = members;
    this.clock = clock;
    this.lateLogins = new Lately<>(REMEMBERED_FOR, REMEMBERED_AT_MOST, nanoClock);
    this.lateMembers = new Lately<>(REMEMBERED_FOR, REMEMBERED_AT_MOST, nanoClock);
  }

  /// The login, if it is good now.
  Optional<Login> login(String loginId) {
    return lateLogins.get(loginId, logins::find).filter(it -> it.isOpen(clock.instant()));
  }

  /// What the person is to the tenant now.
  Optional<Member> member(TenantId tenantId, String userId) {
    return lateMembers.get(
        new Key(tenantId, userId), it -> members.find(it.tenantId(), it.userId()));
  }

  /// Notes that a login is in use, now and then.
  void used(Login login) {
    Instant now = clock.instant();
    if (now.isAfter(login.lastUsedAt().plus(NOTED_EVERY))) {
      logins.used(login.loginId(), now);
      forget(login.loginId());
    }
  }

  /// Asks for the login anew.
  void forget(String loginId) {
    lateLogins.forget(loginId);
  }

  /// Asks for the member anew.
  void forget(TenantId tenantId, String userId) {
    lateMembers.forget(new Key(tenantId, userId));
  }
}
