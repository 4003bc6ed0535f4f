package io.oratio.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TenantTest {
  @Test
  void refusesIdsThatAreNoIds() {
    for (String id : new String[] {"", "a b", "../x", "a#b", "x".repeat(65)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new TenantId(id));
    }
    assertThat(new TenantId("acme_1-X")).hasToString("acme_1-X");
  }

  @Test
  void refusesATenantWithoutAName() {
    TenantId tenantId = Samples.newTenant();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tenant(tenantId, "  ", Samples.MORNING));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tenant(tenantId, "x".repeat(257), Samples.MORNING));
  }

  @Test
  void keepsTimeToTheMicrosecond() {
    Instant exact = Instant.parse("2026-11-21T08:00:00.123456789Z");
    assertThat(new Tenant(Samples.newTenant(), "Acme", exact).createdAt())
        .isEqualTo(Instant.parse("2026-11-21T08:00:00.123456Z"));
  }
}
