package io.oratio.domain.account;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Valid records of people, so that a test names only what it is about.
public final class People {
  private People() {}

  /// A word that no other test has: good for an id and for a hash.
  public static String newWord() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /// A hash that no other test has.
  public static Secret newHash() {
    return new Secret(newWord());
  }

  public static EmailAddress newEmail() {
    return new EmailAddress(newWord() + "@example.com");
  }

  /// Somebody who has just registered.
  public static User user() {
    return user(newEmail(), Optional.empty());
  }

  public static User user(EmailAddress email, Optional<ExternalIdentity> external) {
    return new User(
        "usr_" + newWord(),
        email,
        "Alice",
        Optional.of(new Secret("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA")),
        false,
        external,
        0,
        Optional.empty(),
        Samples.MORNING);
  }

  public static ExternalIdentity newIdentity() {
    return new ExternalIdentity("https://id.example.com/" + newWord(), "alice#1");
  }

  public static Member member(TenantId tenantId, String userId, Role role) {
    return new Member(tenantId, userId, role, Samples.MORNING);
  }

  /// Good for a week.
  public static Invitation invitation(TenantId tenantId, String invitationId) {
    return new Invitation(
        tenantId,
        invitationId,
        newEmail(),
        Role.OPERATOR,
        newHash(),
        "usr_1",
        Samples.MORNING,
        Samples.MORNING.plus(Duration.ofDays(7)),
        Optional.empty());
  }

  /// Good for an hour.
  public static OneTimeToken token(OneTimeToken.Purpose purpose) {
    return new OneTimeToken(
        newHash(), purpose, Optional.of("usr_1"), Samples.MORNING.plus(Duration.ofHours(1)));
  }

  /// Good for a day.
  public static Login login(String userId) {
    return login(userId, Samples.MORNING.plus(Duration.ofDays(1)));
  }

  public static Login login(String userId, Instant expiresAt) {
    return new Login(
        "lgn_" + newWord(),
        userId,
        Samples.newTenant(),
        Login.Kind.TOKEN,
        newHash(),
        Samples.MORNING,
        Samples.MORNING,
        expiresAt,
        Optional.empty());
  }
}
