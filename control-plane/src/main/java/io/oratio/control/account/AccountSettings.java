package io.oratio.control.account;

import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;

/// What holds for accounts.
///
/// @param accessLife how long an access token is good
/// @param programLife how long a login of a program lives, however often it is refreshed
/// @param browserLife how long a login of a browser lives; at most 30 days
/// @param isOpen whether anybody may register
/// @param claimedTenant the tenant that the first owner gets; empty for a new one
/// @param membersAtMost people and open invitations of a tenant
/// @param hashesAtOnce how many passwords are hashed at the same time, each in 19 MiB
public record AccountSettings(
    Duration accessLife,
    Duration programLife,
    Duration browserLife,
    boolean isOpen,
    Optional<TenantId> claimedTenant,
    int membersAtMost,
    int hashesAtOnce) {
  public AccountSettings {
    if (!accessLife.isPositive() || !programLife.isPositive() || !browserLife.isPositive()) {
      throw new IllegalArgumentException("lives of logins are above zero");
    }
    if (browserLife.compareTo(Duration.ofDays(30)) > 0) {
      throw new IllegalArgumentException("browserLife is at most 30 days");
    }
    if (membersAtMost < 1 || hashesAtOnce < 1) {
      throw new IllegalArgumentException("membersAtMost and hashesAtOnce are at least 1");
    }
  }

  /// Tokens of fifteen minutes, programs for thirty days, browsers for fourteen.
  public static AccountSettings usual() {
    return new AccountSettings(
        Duration.ofMinutes(15),
        Duration.ofDays(30),
        Duration.ofDays(14),
        true,
        Optional.empty(),
        500,
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /// The same for a first owner who gets this tenant.
  public AccountSettings claiming(TenantId tenantId) {
    return new AccountSettings(
        accessLife,
        programLife,
        browserLife,
        isOpen,
        Optional.of(tenantId),
        membersAtMost,
        hashesAtOnce);
  }
}
