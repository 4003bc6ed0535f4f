package io.oratio.domain.account;

import io.oratio.domain.text.Shape;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A person who may log in. What they may do is said by their [Member]ships.
///
/// @param email no two users have the same
/// @param name for people, at most 256 bytes; may be empty
/// @param passwordHash in the hash's own notation, at most 512 bytes; empty for a person who comes
///   by an OpenID provider only, or has not chosen a password yet
/// @param emailVerified whether they proved that they read the mail sent there
/// @param external no two users have the same
/// @param failedLogins in a row, since the last that went well
/// @param lockedUntil before that no password is looked at
public record User(
    String userId,
    EmailAddress email,
    String name,
    Optional<Secret> passwordHash,
    boolean emailVerified,
    Optional<ExternalIdentity> external,
    int failedLogins,
    Optional<Instant> lockedUntil,
    Instant createdAt) {
  public User {
    Shape.id("userId", userId);
    Shape.text("name", name, 256);
    passwordHash.ifPresent(User::checkPasswordHash);
    if (failedLogins < 0) {
      throw new IllegalArgumentException("failedLogins counts from 0");
    }
    lockedUntil = lockedUntil.map(it -> it.truncatedTo(ChronoUnit.MICROS));
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
  }

  /// Whether no password is looked at now.
  public boolean isLocked(Instant now) {
    return lockedUntil.filter(now::isBefore).isPresent();
  }

  /// The same person under another name.
  public User named(String name) {
    return with(name, passwordHash, emailVerified, external, failedLogins, lockedUntil);
  }

  /// The same person with another password.
  public User withPassword(Secret passwordHash) {
    return with(
        name, Optional.of(passwordHash), emailVerified, external, failedLogins, lockedUntil);
  }

  /// The same person, who reads the mail sent to them.
  public User verified() {
    return with(name, passwordHash, true, external, failedLogins, lockedUntil);
  }

  /// The same person, known to an OpenID provider too.
  public User linked(ExternalIdentity identity) {
    return with(
        name, passwordHash, emailVerified, Optional.of(identity), failedLogins, lockedUntil);
  }

  /// The same person after so many failed logins in a row.
  public User failing(int failedLogins, Optional<Instant> lockedUntil) {
    return with(name, passwordHash, emailVerified, external, failedLogins, lockedUntil);
  }

  /// Only the id: no e-mail, no name, no hash.
  @Override
  public String toString() {
    return "User[" + userId + "]";
  }

  /// Refuses a hash out of shape, in the same words in every adapter.
  ///
  /// @throws IllegalArgumentException if it is empty or has more than 512 bytes
  public static Secret checkPasswordHash(Secret passwordHash) {
    if (Shape.text("passwordHash", passwordHash.reveal(), 512).isEmpty()) {
      throw new IllegalArgumentException("passwordHash is not empty");
    }
    return passwordHash;
  }

  private User with(
      String name,
      Optional<Secret> passwordHash,
      boolean emailVerified,
      Optional<ExternalIdentity> external,
      int failedLogins,
      Optional<Instant> lockedUntil) {
    return new User(
        userId,
        email,
        name,
        passwordHash,
        emailVerified,
        external,
        failedLogins,
        lockedUntil,
        createdAt);
  }
}
