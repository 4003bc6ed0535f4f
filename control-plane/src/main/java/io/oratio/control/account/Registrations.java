package io.oratio.control.account;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.OneTimeToken;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Registering, and choosing a new password by letter. Neither tells whether an address is known:
/// whatever depends on that is done later, and one password is hashed in any case.
final class Registrations {
  private static final Duration VERIFY_WITHIN = Duration.ofHours(24);
  private static final Duration RESET_WITHIN = Duration.ofHours(1);

  private final Users users;
  private final Accounts accounts;
  private final Passwords passwords;
  private final Letters letters;
  private final SignIns signIns;
  private final boolean isOpen;
  private final Executor later;

  Registrations(
      Users users,
      Accounts accounts,
      Passwords passwords,
      Letters letters,
      SignIns signIns,
      boolean isOpen,
      Executor later) {
    this.users = users;
    this.accounts = accounts;
    this.passwords = passwords;
    this.letters = letters;
    this.signIns = signIns;
    this.isOpen = isOpen;
    this.later = later;
  }

  /// @throws Refusal 422 for a password that must not be, or where nobody may register
  void register(EmailAddress email, String password, String name, String tenantName) {
    if (!isOpen) {
      throw Refusal.of(
          ErrorCode.VALIDATION_FAILED, "This server is by invitation only: ask its operator.");
    }
    PasswordRules.check(password, email);
    Secret hash = passwords.hash(password);
    later.execute(
        () ->
            accounts
                .add(email, name, Optional.of(hash), false, Optional.empty())
                .ifPresentOrElse(
                    user -> {
                      accounts.foundTenant(user, tenantName);
                      letters.verify(
                          email, token(OneTimeToken.Purpose.VERIFY_EMAIL, user, VERIFY_WITHIN));
                    },
                    () -> users.byEmail(email).ifPresent(this::again)));
  }

  /// Whoever registered first need not be who reads the letters: an account that was never verified
  /// goes to the one who does, with the password that they choose.
  private void again(User user) {
    if (user.emailVerified()) {
      letters.isThere(user.email());
    } else {
      letters.finish(user.email(), token(OneTimeToken.Purpose.RESET_PASSWORD, user, RESET_WITHIN));
    }
  }

  /// @throws Refusal 422 for a token that is not good
  User verify(String token) {
    return accounts
        .redeem(token, OneTimeToken.Purpose.VERIFY_EMAIL)
        .userId()
        .flatMap(users::verifyEmail)
        .orElseThrow(Accounts::badToken);
  }

  void askReset(EmailAddress email) {
    later.execute(
        () ->
            users
                .byEmail(email)
                .ifPresent(
                    it ->
                        letters.reset(
                            it.email(),
                            token(OneTimeToken.Purpose.RESET_PASSWORD, it, RESET_WITHIN))));
  }

  /// Sets the password, for whoever reads the account's letters; all its logins end.
  ///
  /// @throws Refusal 422 for a token that is not good, or a password that must not be
  User reset(String token, String password) {
    PasswordRules.check(password);
    Secret hash = passwords.hash(password);
    String userId =
        accounts
            .redeem(token, OneTimeToken.Purpose.RESET_PASSWORD)
            .userId()
            .orElseThrow(Accounts::badToken);
    users.changePassword(userId, hash);
    users.verifyEmail(userId);
    users.succeeded(userId);
    signIns.endAll(userId);
    User user = users.find(userId).orElseThrow(Accounts::badToken);
    later.execute(() -> letters.changed(user.email()));
    return user;
  }

  private String token(OneTimeToken.Purpose purpose, User user, Duration life) {
    return accounts.token(purpose, Optional.of(user.userId()), life);
  }
}
