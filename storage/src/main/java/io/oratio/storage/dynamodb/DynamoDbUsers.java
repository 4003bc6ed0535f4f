package io.oratio.storage.dynamodb;

import io.oratio.domain.account.EmailAddress;
import io.oratio.domain.account.ExternalIdentity;
import io.oratio.domain.account.User;
import io.oratio.domain.account.Users;
import io.oratio.domain.text.Shape;
import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.IntFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Users in the table `users`. By what else they are known stands in `user-identities`, written
/// together with them, so that no two are known by the same.
final class DynamoDbUsers implements Users {
  private static final String IS_THERE = "attribute_exists(userId)";

  private final Table users;
  private final Table identities;

  DynamoDbUsers(Table users, Table identities) {
    this.users = users;
    this.identities = identities;
  }

  @Override
  public Addition add(User user) {
    Together together = new Together(users.client());
    together.putNew(identities, identity(emailKey(user.email()), user.userId()), "userKey");
    user.external()
        .ifPresent(
            it -> together.putNew(identities, identity(externalKey(it), user.userId()), "userKey"));
    Item item = write(user).put(Table.WRITE_TOKEN, UUID.randomUUID().toString());
    together.putNew(users, item, "userId");
    OptionalInt refused = together.write();
    if (refused.isEmpty() || isWritten(item)) {
      return Addition.ADDED;
    }
    if (refused.getAsInt() == 0) {
      return Addition.EMAIL_TAKEN;
    }
    if (refused.getAsInt() == 1 && user.external().isPresent()) {
      return Addition.IDENTITY_TAKEN;
    }
    throw new IllegalStateException("user " + user.userId() + " is there already");
  }

  @Override
  public Optional<User> find(String userId) {
    return users.find(key(userId)).map(DynamoDbUsers::read);
  }

  @Override
  public Optional<User> byEmail(EmailAddress email) {
    return knownBy(emailKey(email));
  }

  @Override
  public Optional<User> byExternal(ExternalIdentity identity) {
    return knownBy(externalKey(identity));
  }

  @Override
  public Optional<User> rename(String userId, String name) {
    return users
        .updateIf(
            key(userId),
            "SET #name = :name",
            IS_THERE,
            Map.of("#name", "name"),
            Map.of(":name", AttributeValue.fromS(Shape.text("name", name, 256))))
        .map(DynamoDbUsers::read);
  }

  @Override
  public Optional<User> changePassword(String userId, Secret passwordHash) {
    return change(
        userId,
        "SET passwordHash = :hash",
        Map.of(":hash", AttributeValue.fromS(User.checkPasswordHash(passwordHash).reveal())));
  }

  @Override
  public Optional<User> verifyEmail(String userId) {
    return change(
        userId, "SET emailVerified = :true", Map.of(":true", AttributeValue.fromBool(true)));
  }

  @Override
  public Optional<User> link(String userId, ExternalIdentity identity) {
    new Together(users.client())
        .putNew(identities, identity(externalKey(identity), userId), "userKey")
        .update(
            users,
            key(userId),
            "SET externalIssuer = :issuer, externalSubject = :subject",
            IS_THERE + " AND attribute_not_exists(externalIssuer)",
            Map.of(
                ":issuer", AttributeValue.fromS(identity.issuer()),
                ":subject", AttributeValue.fromS(identity.subject())))
        .write();
    return find(userId).filter(it -> it.external().filter(identity::equals).isPresent());
  }

  /// The count is taken first, so that no two see the same; what is locked then depends on it. A
  /// login that went well in between has forgotten this failure.
  @Override
  public Optional<User> failed(String userId, Instant now, IntFunction<Duration> lockOut) {
    Optional<User> counted =
        users
            .add(
                key(userId),
                "userId",
                "ADD failedLogins :one",
                Map.of(":one", AttributeValue.fromN("1")))
            .map(DynamoDbUsers::read);
    Duration length = counted.map(it -> lockOut.apply(it.failedLogins())).orElse(Duration.ZERO);
    if (!length.isPositive()) {
      return counted;
    }
    int failures = counted.map(User::failedLogins).orElse(0);
    return users
        .updateIf(
            key(userId),
            "SET lockedUntil = :until",
            "failedLogins >= :failures"
                + " AND (attribute_not_exists(lockedUntil) OR lockedUntil < :until)",
            Map.of(),
            Map.of(
                ":until", AttributeValue.fromS(Item.time(now.plus(length))),
                ":failures", AttributeValue.fromN(Integer.toString(failures))))
        .map(DynamoDbUsers::read)
        .or(() -> find(userId));
  }

  @Override
  public Optional<User> succeeded(String userId) {
    return change(
        userId,
        "SET failedLogins = :zero REMOVE lockedUntil",
        Map.of(":zero", AttributeValue.fromN("0")));
  }

  private Optional<User> change(String userId, String change, Map<String, AttributeValue> values) {
    return users.updateIf(key(userId), change, IS_THERE, Map.of(), values).map(DynamoDbUsers::read);
  }

  private Optional<User> knownBy(String userKey) {
    return identities
        .find(Item.empty().put("userKey", userKey))
        .flatMap(it -> find(it.text("userId")));
  }

  /// Whether what stands there is this very item: then a try before was made after all.
  private boolean isWritten(Item item) {
    return users
        .find(key(item.text("userId")))
        .filter(it -> it.text(Table.WRITE_TOKEN).equals(item.text(Table.WRITE_TOKEN)))
        .isPresent();
  }

  private static Item key(String userId) {
    return Item.empty().put("userId", userId);
  }

  private static Item identity(String userKey, String userId) {
    return Item.empty().put("userKey", userKey).put("userId", userId);
  }

  private static String emailKey(EmailAddress email) {
    return "email#" + email.reveal();
  }

  /// An issuer holds no `#`, so two identities never share a key.
  private static String externalKey(ExternalIdentity identity) {
    return "external#" + identity.issuer() + "#" + identity.subject();
  }

  private static Item write(User user) {
    Item item =
        key(user.userId())
            .put("email", user.email().reveal())
            .put("name", user.name())
            .put("passwordHash", user.passwordHash().map(Secret::reveal))
            .put("emailVerified", user.emailVerified())
            .put("externalIssuer", user.external().map(ExternalIdentity::issuer))
            .put("externalSubject", user.external().map(ExternalIdentity::subject))
            .put("failedLogins", user.failedLogins())
            .put("createdAt", user.createdAt());
    user.lockedUntil().ifPresent(it -> item.put("lockedUntil", it));
    return item;
  }

  private static User read(Item item) {
    return new User(
        item.text("userId"),
        new EmailAddress(item.text("email")),
        item.text("name"),
        item.optionalText("passwordHash").map(Secret::new),
        item.flag("emailVerified"),
        item.optionalText("externalIssuer")
            .map(it -> new ExternalIdentity(it, item.text("externalSubject"))),
        item.integer("failedLogins"),
        item.optionalInstant("lockedUntil"),
        item.instant("createdAt"));
  }
}
