package io.oratio.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of keys does. The store may hold others from before.
public abstract class ApiKeysContract {
  private static final Instant NOW = Samples.MORNING.plusSeconds(60);

  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();
  private final ApiKey key = Keys.key(ours, Keys.newId());

  /// The store under test, the same for one test.
  protected abstract ApiKeys apiKeys();

  @Test
  void keepsEveryPartOfAKey() {
    ApiKey full =
        new ApiKey(
            ours,
            Keys.newId(),
            ApiKey.Kind.WIDGET,
            Samples.MANY_SCRIPTS,
            new Secret("x".repeat(64)),
            "pepper-2",
            "0000",
            List.of("tokens:write", "a:b"),
            List.of("reception", "Booking_2-x"),
            List.of("https://example.com", "http://localhost:5173", "https://[::1]:8443"),
            "usr_7",
            Samples.MORNING,
            NOW,
            Optional.of(NOW.minusSeconds(3)),
            5_000_000_000L,
            Optional.of(NOW.minusSeconds(1)),
            Optional.of(Keys.newId()));
    apiKeys().add(full);
    apiKeys().add(key);
    assertThat(apiKeys().find(full.keyId())).contains(full);
    assertThat(apiKeys().find(ours, full.keyId())).contains(full);
    assertThat(apiKeys().find(key.keyId())).contains(key);
    assertThat(apiKeys().find(Keys.newId())).isEmpty();
    assertThat(apiKeys().find(ours, Keys.newId())).isEmpty();
  }

  @Test
  void keepsAKeyAsLongAsAKeyMayBe() {
    ApiKey longest =
        new ApiKey(
            ours,
            Keys.newId(),
            ApiKey.Kind.WIDGET,
            "\u4f60".repeat(85),
            new Secret("x".repeat(64)),
            "p".repeat(64),
            "0000",
            IntStream.range(0, 32).mapToObj(_ -> "s".repeat(32) + ":" + "w".repeat(31)).toList(),
            IntStream.range(0, 100).mapToObj(_ -> "a".repeat(64)).toList(),
            IntStream.range(0, 50).mapToObj(_ -> "https://" + "o".repeat(240)).toList(),
            "u".repeat(64),
            Samples.MORNING,
            NOW,
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty());
    apiKeys().add(longest);
    assertThat(apiKeys().find(longest.keyId())).contains(longest);
  }

  @Test
  void refusesAnIdThatAnyTenantHas() {
    apiKeys().add(key);
    for (TenantId tenantId : List.of(ours, theirs)) {
      ApiKey other = Keys.key(tenantId, key.keyId()).used(1, NOW);
      assertThatIllegalStateException().isThrownBy(() -> apiKeys().add(other));
    }
    assertThat(apiKeys().find(key.keyId())).contains(key);
    assertThat(apiKeys().list(theirs)).isEmpty();
  }

  @Test
  void tellsIdsApartByCase() {
    ApiKey small = Keys.key(ours, "a" + key.keyId().substring(1));
    ApiKey large = Keys.key(ours, "A" + key.keyId().substring(1));
    apiKeys().add(small);
    apiKeys().add(large);
    assertThat(apiKeys().find(small.keyId())).contains(small);
    assertThat(apiKeys().find(large.keyId())).contains(large);
    assertThat(apiKeys().list(ours)).containsExactly(large, small);
  }

  @Test
  void isRevokedOnce() {
    apiKeys().add(key);
    assertThat(apiKeys().revoke(ours, key.keyId(), NOW)).contains(key.revoked(NOW));
    assertThat(apiKeys().revoke(ours, key.keyId(), NOW.plusSeconds(1))).contains(key.revoked(NOW));
    assertThat(apiKeys().find(key.keyId())).contains(key.revoked(NOW));
    assertThat(apiKeys().list(ours)).containsExactly(key.revoked(NOW));
  }

  @Test
  void livesOnBesideTheKeyThatTakesItsPlaceUntilItIsRevokedSooner() {
    apiKeys().add(key);
    Instant later = NOW.plusSeconds(3600);
    assertThat(apiKeys().revoke(ours, key.keyId(), later)).contains(key.revoked(later));
    assertThat(apiKeys().find(key.keyId()).orElseThrow().isLive(NOW)).isTrue();
    assertThat(apiKeys().revoke(ours, key.keyId(), NOW)).contains(key.revoked(NOW));
    assertThat(apiKeys().find(key.keyId()).orElseThrow().isLive(NOW)).isFalse();
    assertThat(apiKeys().revoke(ours, key.keyId(), later)).contains(key.revoked(NOW));
  }

  @Test
  void addsUpHowOftenKeysWereUsed() throws Exception {
    ApiKey other = Keys.key(theirs, Keys.newId());
    apiKeys().add(key);
    apiKeys().add(other);
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      Instant at = NOW.plusSeconds(i);
      deeds.add(
          () ->
              apiKeys()
                  .used(
                      Map.of(key.keyId(), 3, other.keyId(), 2_000_000_000, "absent000000", 1), at));
    }
    Concurrently.run(8, deeds);
    assertThat(apiKeys().find(key.keyId())).contains(key.used(60, NOW.plusSeconds(20)));
    assertThat(apiKeys().find(other.keyId()))
        .contains(other.used(40_000_000_000L, NOW.plusSeconds(20)));
    assertThat(apiKeys().find("absent000000")).isEmpty();
    apiKeys().used(Map.of(key.keyId(), 1), NOW);
    assertThat(apiKeys().find(key.keyId())).contains(key.used(61, NOW.plusSeconds(20)));
    apiKeys().used(Map.of(), NOW);
  }

  @Test
  void staysRevokedWhoeverUsesItAtTheSameTime() throws Exception {
    apiKeys().add(key);
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      deeds.add(() -> apiKeys().used(Map.of(key.keyId(), 1), NOW));
      deeds.add(() -> apiKeys().revoke(ours, key.keyId(), NOW));
    }
    Concurrently.run(8, deeds);
    assertThat(apiKeys().find(key.keyId())).contains(key.used(10, NOW).revoked(NOW));
  }

  @Test
  void refusesCountsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> apiKeys().used(Map.of(key.keyId(), 0), NOW));
    Map<String, Integer> many =
        IntStream.rangeClosed(0, ApiKeys.MOST_USED)
            .boxed()
            .collect(Collectors.toMap(it -> "key" + it, _ -> 1));
    assertThatIllegalArgumentException().isThrownBy(() -> apiKeys().used(many, NOW));
  }

  @Test
  void answersForAnotherTenantsKeyAsIfItWereNotThere() {
    apiKeys().add(key);
    assertThat(apiKeys().find(theirs, key.keyId())).isEmpty();
    assertThat(apiKeys().list(theirs)).isEmpty();
    assertThat(apiKeys().revoke(theirs, key.keyId(), NOW)).isEmpty();
    assertThat(apiKeys().find(key.keyId())).contains(key);
  }
}
