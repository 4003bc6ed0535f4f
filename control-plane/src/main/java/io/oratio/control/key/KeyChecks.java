package io.oratio.control.key;

import io.oratio.control.trust.Lately;
import io.oratio.control.trust.Secrets;
import io.oratio.domain.key.ApiKey;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.trunk.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Tells whose a key is. The store is asked at most every two seconds for each key, so a revocation
/// holds on every node after that at the latest; the live event of it makes it hold at once.
final class KeyChecks {
  private static final int REMEMBERED_AT_MOST = 10_000;

  private final ApiKeys keys;
  private final Peppers peppers;
  private final InstantSource clock;
  private final Lately<String, Optional<ApiKey>> lately;

  KeyChecks(
      ApiKeys keys,
      Peppers peppers,
      InstantSource clock,
      Duration rememberedFor,
      LongSupplier nanoClock) {
    this.keys = keys;
    this.peppers = peppers;
    this.clock = clock;
    this.lately = new Lately<>(rememberedFor, REMEMBERED_AT_MOST, nanoClock);
  }

  /// The key that was shown, if it is good now.
  Optional<ApiKey> check(KeyText shown) {
    return live(shown.keyId())
        .filter(it -> it.kind() == shown.kind())
        .filter(it -> isOf(shown.secret(), it));
  }

  /// The key of this id, if it is good now.
  Optional<ApiKey> live(String keyId) {
    return known(keyId).filter(this::isLive);
  }

  /// The key of this id, good or not.
  Optional<ApiKey> known(String keyId) {
    return lately.get(keyId, keys::find);
  }

  boolean isLive(ApiKey key) {
    return key.isLive(clock.instant());
  }

  /// Asks the store anew the next time.
  void forget(String keyId) {
    lately.forget(keyId);
  }

  /// Forgets a key that was revoked, here or elsewhere.
  void hear(LiveEvent event) {
    if (event.type() == LiveEventType.KEY_REVOKED) {
      try {
        forget(JsonMapper.shared().readTree(event.body()).path("keyId").stringValue(""));
      } catch (JacksonException _) {
        // Not of our making; two seconds are what it costs.
      }
    }
  }

  private boolean isOf(Secret secret, ApiKey key) {
    return peppers
        .find(key.pepperId())
        .filter(it -> Secrets.isSame(hmac(it, secret), key.secretHmac().reveal()))
        .isPresent();
  }

  static String hmac(Pepper pepper, Secret secret) {
    return Secrets.hmac(pepper.bytes(), secret.reveal());
  }
}
