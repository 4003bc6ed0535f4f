package io.oratio.domain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  private static final TenantId TENANT = Samples.newTenant();
  private static final ApiKey KEY = Keys.key(TENANT, "abcDEF012345");

  @Test
  void isLiveUntilItExpiresOrIsRevoked() {
    assertThat(KEY.isLive(KEY.expiresAt().minusNanos(1))).isTrue();
    assertThat(KEY.isLive(KEY.expiresAt())).isFalse();
    ApiKey revoked = KEY.revoked(Samples.MORNING.plusSeconds(1));
    assertThat(revoked.isLive(Samples.MORNING)).isTrue();
    assertThat(revoked.isLive(Samples.MORNING.plusSeconds(1))).isFalse();
  }

  @Test
  void reachesTheAgentsItNamesOrAll() {
    assertThat(KEY.reaches("reception")).isTrue();
    ApiKey bound = with(List.of(), List.of("reception"), List.of());
    assertThat(bound.reaches("reception")).isTrue();
    assertThat(bound.reaches("booking")).isFalse();
  }

  @Test
  void refusesWhatIsOutOfShape() {
    for (String keyId : new String[] {"", "abc", "abcDEF01234_", "abcDEF0123456"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Keys.key(TENANT, keyId));
    }
    for (String scope : new String[] {"", "calls", "calls:", "Calls:write", "calls:write:x"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with(List.of(scope), List.of(), List.of()))
          .withMessageContaining("scopes");
    }
    for (String origin : new String[] {"", "example.com", "https://x/y", "https://*", "null"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with(List.of(), List.of(), List.of(origin)))
          .withMessageContaining("origins");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(Collections.nCopies(33, "a:b"), List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(List.of(), Collections.nCopies(101, "a"), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(List.of(), List.of(), Collections.nCopies(51, "http://a")));
    assertThatIllegalArgumentException().isThrownBy(() -> KEY.used(-1, Samples.MORNING));
  }

  @Test
  void printsNoHash() {
    assertThat(KEY.toString()).doesNotContain(KEY.secretHmac().reveal()).contains("[REDACTED]");
  }

  @Test
  void saysItsKindAsTheTablesDo() {
    for (ApiKey.Kind each : ApiKey.Kind.values()) {
      assertThat(ApiKey.Kind.fromWire(each.wireName())).isEqualTo(each);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.Kind.fromWire("master"));
  }

  private static ApiKey with(List<String> scopes, List<String> agentIds, List<String> origins) {
    return new ApiKey(
        TENANT,
        "abcDEF012345",
        ApiKey.Kind.SECRET,
        "Key",
        new Secret("00"),
        "p1",
        "0000",
        scopes,
        agentIds,
        origins,
        "usr_1",
        Samples.MORNING,
        Samples.MORNING,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty());
  }
}
