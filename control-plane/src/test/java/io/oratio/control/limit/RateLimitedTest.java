package io.oratio.control.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.RateLimits;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;

@Timeout(60)
class RateLimitedTest {
  private static ApiRig rig;

  static class Limits {
    /// Time stands still.
    @Bean
    RateLimits rateLimits() {
      return new InProcessRateLimits(
          Stream.of("reads", "writes", "dials", "ingestion", "logins", "failures")
              .map(it -> new Budget(it, 2, Duration.ofMinutes(1)))
              .toList(),
          () -> 1);
    }
  }

  @BeforeAll
  static void start() {
    rig = ApiRig.start(Limits.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void saysWhatIsLeftAndRefusesWhoAsksTooOften() {
    TenantId tenant = rig.newTenant();
    ApiAnswer first = rig.as(tenant, Role.VIEWER).get("/api/numbers");
    assertThat(first.header("RateLimit-Policy")).contains("\"reads\";q=2;w=60");
    assertThat(first.header("RateLimit")).contains("\"reads\";r=1;t=30");
    rig.as(tenant, Role.ADMIN).get("/api/numbers");
    ApiAnswer third = rig.as(tenant, Role.OWNER).get("/api/numbers").expect(429, "RATE_LIMITED");
    assertThat(third.header("Retry-After")).contains("30");
    assertThat(third.header("RateLimit")).contains("\"reads\";r=0;t=60");
    assertThat(third.json().at("/error/retry_after").intValue(0)).isEqualTo(30);
    rig.as(tenant, Role.ADMIN).delete("/api/numbers/n1").expect(503);
    rig.as(rig.newTenant(), Role.VIEWER).get("/api/numbers").expect(503);
  }

  @Test
  void countsCredentialsThatProveNothing() {
    ApiClient guesser = rig.nobody().with("Authorization", "Bearer made-up");
    guesser.get("/api/numbers").expect(401);
    guesser.get("/api/numbers").expect(401);
    guesser.get("/api/numbers").expect(429, "RATE_LIMITED");
    rig.as(rig.newTenant(), Role.VIEWER).get("/api/numbers").expect(503);
  }

  @Test
  void countsSignInsByTheAddressTheyComeFrom() {
    for (int i = 0; i < 2; i++) {
      rig.nobody().post("/api/auth/password-reset", "{}").expect(400);
    }
    rig.as(rig.newTenant(), Role.OWNER)
        .post("/api/auth/password-reset", "{}")
        .expect(429, "RATE_LIMITED");
  }
}
