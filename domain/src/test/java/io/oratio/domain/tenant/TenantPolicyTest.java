package io.oratio.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TenantPolicyTest {
  private static final TenantId TENANT = Samples.newTenant();

  @Test
  void allowsTheHomeCountryUnlessToldOtherwise() {
    TenantPolicy usual = TenantPolicy.usual(TENANT);
    assertThat(usual.allows("+15550100")).isTrue();
    assertThat(usual.allows("+4420794600")).isFalse();
    TenantPolicy told = of("+1", List.of("+4420", "+15550100"), 1);
    assertThat(told.allows("+4420794600")).isTrue();
    assertThat(told.allows("+4479460000")).isFalse();
    assertThat(told.allows("+15550100")).isTrue();
    assertThat(told.allows("+15550101")).isFalse();
  }

  @Test
  void allowsWholeExtensionsAndUsersThatAreNamed() {
    TenantPolicy told = of("+1", List.of("101", "reception", "+44"), 1);
    assertThat(told.allows("101")).isTrue();
    assertThat(told.allows("1010")).isFalse();
    assertThat(told.allows("reception")).isTrue();
    assertThat(told.allows("receptionist")).isFalse();
    assertThat(told.allows("+15550100")).isFalse();
  }

  @Test
  void allowsNothingElseThatIsNoNumber() {
    for (String word : new String[] {"", "+", "+1555x", "15550100", "+1;ext=2", "+1".repeat(9)}) {
      assertThat(TenantPolicy.usual(TENANT).allows(word)).isFalse();
    }
  }

  @Test
  void refusesWhatIsOutOfShape() {
    for (String country : new String[] {"", "1", "+", "+0", "+1234", "+1 "}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of(country, List.of(), 1))
          .withMessageContaining("homeCountry");
    }
    for (String prefix :
        new String[] {"", "1234567", "+", "+0", "+1234567890123456", "+1*", "sip:a@b"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> of("+1", List.of(prefix), 1))
          .withMessageContaining("allowedDestinations");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("+1", Collections.nCopies(301, "+1"), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> of("+1", List.of(), -1));
    assertThatIllegalArgumentException().isThrownBy(() -> of("+1", List.of(), 10_001));
    for (int days : new int[] {0, 36_501}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new TenantPolicy(
                      TENANT,
                      "+1",
                      List.of(),
                      1,
                      OptionalInt.of(days),
                      OptionalInt.empty(),
                      Samples.MORNING))
          .withMessageContaining("recordingRetentionDays");
    }
  }

  private static TenantPolicy of(String country, List<String> destinations, int calls) {
    return new TenantPolicy(
        TENANT,
        country,
        destinations,
        calls,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Samples.MORNING);
  }
}
