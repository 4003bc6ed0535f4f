package io.oratio.control.account;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.Member;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.OneTimeToken;
import io.oratio.domain.account.User;
import io.oratio.domain.tenant.Tenant;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.trunk.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Makes the first owner of a new installation: whoever opens the link that its first start prints.
public final class FirstOwner {
  private static final Duration CLAIM_WITHIN = Duration.ofHours(24);

  private final Accounts accounts;
  private final Members members;
  private final Tenants tenants;
  private final Passwords passwords;
  private final Letters letters;
  private final Optional<TenantId> claimedTenant;

  FirstOwner(
      Accounts accounts,
      Members members,
      Tenants tenants,
      Passwords passwords,
      Letters letters,
      Optional<TenantId> claimedTenant) {
    this.accounts = accounts;
    this.members = members;
    this.tenants = tenants;
    this.passwords = passwords;
    this.letters = letters;
    this.claimedTenant = claimedTenant;
  }

  /// A link to print at the start, good once and for a day; empty where there is an owner already.
  /// It is a secret: for the eyes of who starts the server, not for a log that is kept.
  public Optional<URI> link() {
    return isClaimed()
        ? Optional.empty()
        : Optional.of(
            letters.link(
                "claim",
                accounts.token(OneTimeToken.Purpose.CLAIM, Optional.empty(), CLAIM_WITHIN)));
  }

  /// @throws Refusal 409 where there is an owner, 422 for a bad token or password
  Member claim(String token, EmailAddress email, String password, String name, String tenantName) {
    if (isClaimed()) {
      throw claimed();
    }
    PasswordRules.check(password, email);
    Secret hash = passwords.hash(password);
    accounts.redeem(token, OneTimeToken.Purpose.CLAIM);
    User user =
        accounts
            .add(email, name, Optional.of(hash), true, Optional.empty())
            .orElseThrow(FirstOwner::claimed);
    return claimedTenant
        .flatMap(tenants::find)
        .map(it -> accounts.own(user, new Tenant(it.tenantId(), tenantName, it.createdAt())))
        .orElseGet(() -> accounts.foundTenant(user, tenantName));
  }

  private boolean isClaimed() {
    return claimedTenant.isPresent()
        ? !members.ofTenant(claimedTenant.get()).isEmpty()
        : tenants.all().stream().anyMatch(it -> !members.ofTenant(it.tenantId()).isEmpty());
  }

  private static Refusal claimed() {
    return Refusal.of(
        ErrorCode.ALREADY_CLAIMED, "This server has an owner: sign in, or ask for an invitation.");
  }
}
