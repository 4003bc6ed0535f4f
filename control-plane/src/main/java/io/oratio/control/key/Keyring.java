package io.oratio.control.key;

import io.oratio.control.trust.Secrets;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.key.ApiKey;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The keys of tenants: made, replaced and revoked.
final class Keyring {
  private final ApiKeys keys;
  private final Peppers peppers;
  private final KeyChecks checks;
  private final LiveEvents live;
  private final Secrets secrets;
  private final InstantSource clock;
  private final int keysAtMost;

  Keyring(
      ApiKeys keys,
      Peppers peppers,
      KeyChecks checks,
      LiveEvents live,
      Secrets secrets,
      InstantSource clock,
      int keysAtMost) {
    this.keys = keys;
    this.peppers = peppers;
    this.checks = checks;
    this.live = live;
    this.secrets = secrets;
    this.clock = clock;
    this.keysAtMost = keysAtMost;
  }

  /// What a new key is to be.
  record Wish(
      ApiKey.Kind kind,
      String name,
      List<String> scopes,
      List<String> agentIds,
      List<String> origins,
      Instant expiresAt) {}

  /// A new key, and the words of it, which nobody is told again.
  record Made(ApiKey key, KeyText text) {}

  /// A key as it is shown.
  ///
  /// @param successor the key that takes its place
  record Shown(ApiKey key, Optional<ApiKey> successor) {}

  /// The tenant's keys, the newest first.
  List<Shown> list(TenantId tenantId) {
    List<ApiKey> all = keys.list(tenantId);
    return all.stream()
        .sorted(Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::keyId).reversed())
        .map(it -> new Shown(it, successor(all, it)))
        .toList();
  }

  /// @throws Refusal 429 if the tenant has too many
  Made add(TenantId tenantId, String userId, Wish wish) {
    return add(tenantId, userId, wish, Optional.empty());
  }

  /// Makes the key's successor; the old one lives on for a while.
  ///
  /// @throws Refusal 404 if there is no such key, 409 if it is over or has a successor
  Made rotate(TenantId tenantId, String userId, String keyId, Duration overlap) {
    ApiKey old = keys.find(tenantId, keyId).orElseThrow(Keyring::noSuchKey);
    Instant now = clock.instant();
    if (!old.isLive(now) || successor(keys.list(tenantId), old).isPresent()) {
      throw Refusal.of(
          ErrorCode.KEY_NOT_ROTATABLE,
          "This key is over, or another takes its place already: make a new one.");
    }
    Wish same =
        new Wish(
            old.kind(),
            old.name(),
            old.scopes(),
            old.agentIds(),
            old.origins(),
            now.plus(Duration.between(old.createdAt(), old.expiresAt())));
    Made made = add(tenantId, userId, same, Optional.of(keyId));
    end(tenantId, keyId, now.plus(overlap));
    return made;
  }

  /// @throws Refusal 404 if there is no such key
  void revoke(TenantId tenantId, String keyId) {
    keys.find(tenantId, keyId).orElseThrow(Keyring::noSuchKey);
    end(tenantId, keyId, clock.instant());
  }

  private void end(TenantId tenantId, String keyId, Instant from) {
    keys.revoke(tenantId, keyId, from);
    checks.forget(keyId);
    live.publish(
        tenantId,
        LiveEvent.Draft.ofTenant(
            LiveEventType.KEY_REVOKED,
            clock.instant(),
            "{\"keyId\":\"" + keyId + "\",\"from\":\"" + from + "\"}"));
  }

  private Made add(TenantId tenantId, String userId, Wish wish, Optional<String> replaces) {
    Instant now = clock.instant();
    if (keys.list(tenantId).stream().filter(it -> it.isLive(now)).count() >= keysAtMost) {
      throw Refusal.of(
              ErrorCode.QUOTA_EXCEEDED,
              "At most " + keysAtMost + " keys are live at once: revoke one that is not used.")
          .retryAfter(Duration.ofHours(1));
    }
    KeyText text = KeyText.make(wish.kind(), secrets);
    Pepper pepper = peppers.current();
    ApiKey key =
        new ApiKey(
            tenantId,
            text.keyId(),
            wish.kind(),
            wish.name(),
            new Secret(KeyChecks.hmac(pepper, text.secret())),
            pepper.pepperId(),
            text.last4(),
            wish.scopes(),
            wish.agentIds(),
            wish.origins(),
            userId,
            now,
            wish.expiresAt(),
            Optional.empty(),
            0,
            Optional.empty(),
            replaces);
    keys.add(key);
    checks.forget(key.keyId());
    return new Made(key, text);
  }

  private static Optional<ApiKey> successor(List<ApiKey> all, ApiKey key) {
    return all.stream()
        .filter(it -> it.replaces().filter(key.keyId()::equals).isPresent())
        .findFirst();
  }

  static Refusal noSuchKey() {
    return Refusal.of(ErrorCode.API_KEY_NOT_FOUND, "There is no such API key.");
  }
}
