package io.oratio.control.account;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Proves somebody by address and password. An unknown address, one without a password and a wrong
/// password cost one hash each and are answered alike; what a failure writes is written later.
final class PasswordSignIn {
  private final Users users;
  private final Passwords passwords;
  private final LockOut lockOut;
  private final InstantSource clock;
  private final Executor later;

  PasswordSignIn(
      Users users, Passwords passwords, LockOut lockOut, InstantSource clock, Executor later) {
    this.users = users;
    this.passwords = passwords;
    this.lockOut = lockOut;
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
      lockOut.failed(email, address);
      later.execute(
          () ->
              user.ifPresent(it -> users.failed(it.userId(), clock.instant(), LockOut::ofAccount)));
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
