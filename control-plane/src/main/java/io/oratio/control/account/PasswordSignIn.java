package io.oratio.control.account;

import io.oratio.control.trust.Refused;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Proves somebody by address and password. An unknown address, one without a password and a wrong
/// password cost one hash each and are answered alike; what a failure writes is written later.
final class PasswordSignIn {
  private final Users users;
  private final Passwords passwords;
  private final LockOut lockOut;
  private final Members members;
  private final Refused refused;
  private final InstantSource clock;
  private final Executor later;

  PasswordSignIn(
      Users users,
      Passwords passwords,
      LockOut lockOut,
      Members members,
      Refused refused,
      InstantSource clock,
      Executor later) {
    this.users = users;
    this.passwords = passwords;
    this.lockOut = lockOut;
    this.members = members;
    this.refused = refused;
    this.clock = clock;
    this.later = later;
  }

  /// @param address where the password comes from
  /// @throws Refusal 401, or 429 while the account or the address has to wait
  User prove(EmailAddress email, String password, String address) {
    lockOut.check(email, address);
    Optional<User> user = users.byEmail(email);
    lockOut.check(user.flatMap(User::lockedUntil));
    if (!isRight(user, password)) {
      boolean isLocked = lockOut.failed(email, address);
      later.execute(() -> user.ifPresent(it -> failed(it, address, isLocked)));
      throw Refusal.of(
          ErrorCode.CREDENTIALS_INVALID, "There is no account with this address and password.");
    }
    User proven = user.orElseThrow();
    lockOut.succeeded(email);
    if (proven.failedLogins() > 0) {
      users.succeeded(proven.userId());
    }
    return proven;
  }

  /// Its tenants read of it; of an address that has no account nobody does.
  private void failed(User user, String address, boolean isLocked) {
    users.failed(user.userId(), clock.instant(), LockOut::ofAccount);
    for (Member member : members.ofUser(user.userId())) {
      refused.note(
          member.tenantId(),
          isLocked ? "login.locked_out" : "login.failed",
          "user/" + user.userId(),
          address,
          Map.of());
    }
  }

  private boolean isRight(Optional<User> user, String password) {
    return user.flatMap(User::passwordHash)
        .map(it -> passwords.matches(password, it))
        .orElseGet(
            () -> {
              passwords.spend(password);
              return false;
            });
  }
}
