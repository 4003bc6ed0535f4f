package io.oratio.control.account;

import io.oratio.control.trust.Secrets;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import java.util.Optional;

/// Finds or makes the account of somebody whom a provider has proven.
final class OidcAccounts {
  private final Users users;
  private final Accounts accounts;
  private final Passwords passwords;
  private final SignIns signIns;
  private final Secrets secrets;
  private final boolean isOpen;

  /// @param isOpen whether somebody new gets a tenant of their own
  OidcAccounts(
      Users users,
      Accounts accounts,
      Passwords passwords,
      SignIns signIns,
      Secrets secrets,
      boolean isOpen) {
    this.users = users;
    this.accounts = accounts;
    this.passwords = passwords;
    this.signIns = signIns;
    this.secrets = secrets;
    this.isOpen = isOpen;
  }

  /// @throws Refusal 403 where the provider does not vouch for the address, the account is bound to
  ///   somebody else there, or nobody may register
  Member memberFor(OidcIssuer.Identity identity) {
    Optional<User> known = users.byExternal(identity.external());
    if (known.isPresent()) {
      return signIns.choose(known.get().userId(), Optional.empty());
    }
    EmailAddress email =
        identity
            .email()
            .filter(_ -> identity.isEmailVerified())
            .orElseThrow(
                () ->
                    Refusal.of(
                        ErrorCode.EMAIL_NOT_VERIFIED,
                        "Your provider does not vouch for your e-mail address: verify it there."));
    Optional<User> byEmail = users.byEmail(email);
    if (byEmail.isPresent()) {
      User linked = linked(byEmail.get(), identity);
      return signIns.choose(linked.userId(), Optional.empty());
    }
    if (!isOpen) {
      throw Refusal.of(
          ErrorCode.FORBIDDEN, "This server is by invitation only: ask for an invitation.");
    }
    User user =
        accounts
            .add(email, identity.name(), Optional.empty(), true, Optional.of(identity.external()))
            .orElseThrow(OidcAccounts::anothers);
    return accounts.foundTenant(user, identity.name().isBlank() ? "My tenant" : identity.name());
  }

  private User linked(User user, OidcIssuer.Identity identity) {
    User linked =
        users.link(user.userId(), identity.external()).orElseThrow(OidcAccounts::anothers);
    if (!user.emailVerified()) {
      // Whoever registered it never read its letters: their password must not open it now.
      users.changePassword(user.userId(), passwords.hash(secrets.longWord()));
      signIns.endAll(user.userId());
      users.verifyEmail(user.userId());
    }
    return linked;
  }

  private static Refusal anothers() {
    return Refusal.of(
        ErrorCode.FORBIDDEN, "This account is bound to another identity: sign in with that one.");
  }
}
