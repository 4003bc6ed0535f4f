package io.oratio.control.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.trust.MovedClock;
import io.oratio.control.trust.Secrets;
import io.oratio.domain.Samples;
import io.oratio.domain.key.ApiKey;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.key.InMemoryApiKeys;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.tenant.TenantId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that keys are shown to, while another node changes them in the store.
class KeyChecksTest {
  private final SecureRandom random = new SecureRandom();
  private final MovedClock clock = new MovedClock(Instant.parse("2026-11-21T08:00:00Z"));
  private final AtomicLong nanos = new AtomicLong();
  private final ApiKeys keys = new InMemoryApiKeys();
  private final InProcessLiveEvents live = new InProcessLiveEvents(clock);
  private final TenantId tenantId = Samples.newTenant();
  @TempDir private Path folder;
  private Peppers peppers;
  private KeyChecks checks;
  private Keyring keyring;

  @BeforeEach
  void begin() {
    peppers = new FilePeppers(folder.resolve("peppers"), Duration.ofDays(365), clock, random);
    checks = checks();
    keyring = new Keyring(keys, peppers, checks(), live, new Secrets(random), clock, 100);
  }

  @AfterEach
  void end() {
    live.close();
  }

  @Test
  void seesARevocationThatOnlyTheStoreKnowsAfterTwoSeconds() {
    Keyring.Made made = made();
    assertThat(checks.check(made.text())).isPresent();
    keyring.revoke(tenantId, made.key().keyId());

    nanos.addAndGet(Duration.ofMillis(1999).toNanos());
    assertThat(checks.check(made.text())).isPresent();
    nanos.addAndGet(Duration.ofMillis(2).toNanos());

    assertThat(checks.check(made.text())).isEmpty();
  }

  @Test
  void seesARevocationAtOnceWhenItIsTold() {
    Keyring.Made made = made();
    assertThat(checks.check(made.text())).isPresent();
    keyring.revoke(tenantId, made.key().keyId());

    checks.hear(
        LiveEvent.Draft.ofTenant(
                LiveEventType.KEY_REVOKED,
                clock.instant(),
                "{\"keyId\":\"" + made.key().keyId() + "\"}")
            .placed(tenantId, 1));

    assertThat(checks.check(made.text())).isEmpty();
  }

  @Test
  void knowsKeysOfOlderPeppersAndMakesNewOnesUnderTheNewest() {
    Keyring.Made old = made();
    clock.pass(Duration.ofDays(365));
    Keyring.Made young = made(clock.instant().plus(Duration.ofDays(400)));

    assertThat(young.key().pepperId()).isNotEqualTo(old.key().pepperId());
    assertThat(peppers.find(old.key().pepperId())).isPresent();
    assertThat(checks.check(young.text())).isPresent();
    assertThat(
            new FilePeppers(folder.resolve("peppers"), Duration.ofDays(365), clock, random)
                .find(old.key().pepperId()))
        .isPresent();
  }

  @Test
  void doesNotBelieveAKeyThatWasPlantedInTheStore() {
    Keyring.Made made = made();
    KeyText planted = KeyText.make(ApiKey.Kind.SECRET, new Secrets(random));
    KeyText own = new KeyText(ApiKey.Kind.SECRET, made.key().keyId(), planted.secret());

    assertThat(checks.check(own)).isEmpty();
    assertThat(
            checks.check(new KeyText(ApiKey.Kind.WIDGET, made.key().keyId(), made.text().secret())))
        .isEmpty();
  }

  @Test
  void readsBackWhatItWritesAndRefusesEveryMistypedKey() {
    KeyText key = KeyText.make(ApiKey.Kind.SECRET, new Secrets(random));
    String text = key.reveal();

    assertThat(KeyText.parse(text)).contains(key);
    assertThat(key.toString()).doesNotContain(key.secret().reveal());
    for (int i = "ork_live_".length(); i < text.length(); i++) {
      char other = text.charAt(i) == 'a' ? 'b' : 'a';
      assertThat(KeyText.parse(text.substring(0, i) + other + text.substring(i + 1))).isEmpty();
    }
  }

  private Keyring.Made made() {
    return made(clock.instant().plus(Duration.ofDays(500)));
  }

  private Keyring.Made made(Instant expiresAt) {
    return keyring.add(
        tenantId,
        "usr_1",
        new Keyring.Wish(
            ApiKey.Kind.SECRET, "Export", List.of("calls:write"), List.of(), List.of(), expiresAt));
  }

  private KeyChecks checks() {
    return new KeyChecks(keys, peppers, clock, Duration.ofSeconds(2), nanos::get);
  }
}
