package io.oratio.domain.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class FactTest {
  private static final TenantId TENANT = Samples.newTenant();

  @Test
  void isAboutSomebodyAndHasAName() {
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.fact(TENANT, " ", "room", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.fact(TENANT, "a", "a b", "x"));
  }

  @Test
  void isCutWhereItIsTooLong() {
    Fact fact = Samples.fact(TENANT, "s".repeat(300), "room", "v".repeat(3000));
    assertThat(fact.subject()).hasSize(256);
    assertThat(fact.value()).hasSize(2048);
  }
}
