package io.oratio.domain.account;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// A person who is logged in with one browser or one program.
///
/// @param tenantId for whom they act
/// @param secretHash of the secret that is good now: 1 to 64 of `a-z A-Z 0-9 _ -`, as SHA-256 in
///   hex is
/// @param expiresAt it ends then at the latest
/// @param endedAt empty until it was ended before that
public record Login(
    String loginId,
    String userId,
    TenantId tenantId,
    Kind kind,
    Secret secretHash,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    Optional<Instant> endedAt) {
  public Login {
    Shape.id("loginId", loginId);
    Shape.id("userId", userId);
    Shape.id("secretHash", secretHash.reveal());
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    lastUsedAt = lastUsedAt.truncatedTo(ChronoUnit.MICROS);
    expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
    endedAt = endedAt.map(it -> it.truncatedTo(ChronoUnit.MICROS));
  }

  /// Whether it is still good.
  public boolean isOpen(Instant now) {
    return endedAt.isEmpty() && now.isBefore(expiresAt);
  }

  /// Whether this very secret was put in its place a moment ago ([Logins#GRACE]).
  public boolean hasJustBeenGiven(Secret hash, Instant now) {
    return secretHash.equals(hash) && now.isBefore(lastUsedAt.plus(Logins.GRACE));
  }

  /// The same login under a new secret.
  public Login rotated(Secret secretHash, Instant now) {
    return with(secretHash, now, endedAt);
  }

  /// The same login, last used at `now`, or as it stands where that would be back.
  public Login used(Instant now) {
    return now.isAfter(lastUsedAt) ? with(secretHash, now, endedAt) : this;
  }

  /// The same login, ended now, or as it stands when it has ended before.
  public Login ended(Instant now) {
    return endedAt.isPresent() ? this : with(secretHash, lastUsedAt, Optional.of(now));
  }

  private Login with(Secret secretHash, Instant lastUsedAt, Optional<Instant> endedAt) {
    return new Login(
        loginId, userId, tenantId, kind, secretHash, createdAt, lastUsedAt, expiresAt, endedAt);
  }

  /// How the secret is held.
  public enum Kind {
    /// By a program: each is good for one refresh.
    TOKEN,
    /// By a browser.
    COOKIE;

    /// As it stands in the tables.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for another word
    public static Kind fromWire(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
