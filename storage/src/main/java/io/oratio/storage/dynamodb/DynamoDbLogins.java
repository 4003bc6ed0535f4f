package io.oratio.storage.dynamodb;

import io.oratio.domain.account.Login;
import io.oratio.domain.account.Logins;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Logins in the table `logins`, the secrets that they had before in `login-hashes`. DynamoDB
/// forgets both when the login has expired.
final class DynamoDbLogins implements Logins {
  private static final String IS_OPEN = "attribute_not_exists(endedAt) AND expiresAt > :now";

  private final Table logins;
  private final Table hashes;

  DynamoDbLogins(Table logins, Table hashes) {
    this.logins = logins;
    this.hashes = hashes;
  }

  @Override
  public void open(Login login) {
    Item item =
        key(login.loginId())
            .put("userId", login.userId())
            .put("tenantId", login.tenantId().value())
            .put("kind", login.kind().wireName())
            .put("secretHash", login.secretHash().reveal())
            .put("createdAt", login.createdAt())
            .put("lastUsedAt", login.lastUsedAt())
            .put("expiresAt", login.expiresAt())
            .put("expiresAtSeconds", expiresAtSeconds(login));
    login
        .endedAt()
        .ifPresentOrElse(
            it -> item.put("endedAt", it), () -> item.put("openUserId", login.userId()));
    if (!logins.putOnce(item, "loginId")) {
      throw new IllegalStateException("login " + login.loginId() + " is there already");
    }
  }

  @Override
  public Optional<Login> find(String loginId) {
    return logins.find(key(loginId)).map(DynamoDbLogins::read);
  }

  /// The secret is remembered before it is replaced: one that is remembered and still good is good,
  /// one that was replaced is always remembered.
  @Override
  public Rotation rotate(String loginId, Secret presentedHash, Secret newHash, Instant now) {
    Optional<Login> found = find(loginId).filter(it -> it.isOpen(now));
    if (found.isEmpty()) {
      return new Rotation.Gone();
    }
    Login login = found.orElseThrow();
    if (login.secretHash().equals(presentedHash)) {
      hashes.put(hashKey(loginId, presentedHash).put("expiresAtSeconds", expiresAtSeconds(login)));
      Optional<Rotation> rotated =
          logins
              .updateOnceIf(
                  key(loginId),
                  "secretHash = :new, lastUsedAt = :now",
                  "",
                  "secretHash = :presented AND " + IS_OPEN,
                  Map.of(),
                  Map.of(
                      ":new", AttributeValue.fromS(newHash.reveal()),
                      ":presented", AttributeValue.fromS(presentedHash.reveal()),
                      ":now", AttributeValue.fromS(Item.time(now))))
              .map(it -> new Rotation.Rotated(read(it)));
      if (rotated.isPresent()) {
        return rotated.orElseThrow();
      }
    }
    if (hashes.find(hashKey(loginId, presentedHash)).isEmpty()) {
      return new Rotation.Gone();
    }
    return find(loginId)
        .filter(it -> it.isOpen(now) && it.hasJustBeenGiven(newHash, now))
        .<Rotation>map(Rotation.Rotated::new)
        .orElseGet(() -> reused(loginId, now));
  }

  @Override
  public void used(String loginId, Instant now) {
    logins.updateIf(
        key(loginId),
        "SET lastUsedAt = :now",
        "lastUsedAt < :now AND " + IS_OPEN,
        Map.of(),
        at(now));
  }

  @Override
  public void end(String loginId, Instant now) {
    end(loginId, "attribute_exists(loginId) AND attribute_not_exists(endedAt)", now);
  }

  @Override
  public void endAllOf(String userId, Instant now) {
    List<String> open =
        logins
            .query(
                QueryRequest.builder()
                    .indexName(Tables.Index.OPEN_OF_USER)
                    .keyConditionExpression("openUserId = :userId")
                    .expressionAttributeValues(Map.of(":userId", AttributeValue.fromS(userId)))
                    .build())
            .map(it -> it.text("loginId"))
            .toList();
    open.forEach(it -> end(it, now));
  }

  @Override
  public void forgetExpired(Instant now) {
    // DynamoDB does so by itself.
  }

  private Rotation reused(String loginId, Instant now) {
    return end(loginId, IS_OPEN, now)
        .<Rotation>map(it -> new Rotation.Reused(read(it)))
        .orElseGet(Rotation.Gone::new);
  }

  private Optional<Item> end(String loginId, String condition, Instant now) {
    return logins.updateOnceIf(
        key(loginId), "endedAt = :now", "openUserId", condition, Map.of(), at(now));
  }

  private static Map<String, AttributeValue> at(Instant now) {
    return Map.of(":now", AttributeValue.fromS(Item.time(now)));
  }

  private static long expiresAtSeconds(Login login) {
    return login.expiresAt().getEpochSecond() + 1;
  }

  private static Item key(String loginId) {
    return Item.empty().put("loginId", loginId);
  }

  private static Item hashKey(String loginId, Secret secretHash) {
    return key(loginId).put("secretHash", secretHash.reveal());
  }

  private static Login read(Item item) {
    return new Login(
        item.text("loginId"),
        item.text("userId"),
        item.tenantId(),
        Login.Kind.fromWire(item.text("kind")),
        new Secret(item.text("secretHash")),
        item.instant("createdAt"),
        item.instant("lastUsedAt"),
        item.instant("expiresAt"),
        item.optionalInstant("endedAt"));
  }
}
