package io.oratio.domain.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NumberRuleTest {
  private static final TenantId TENANT = Samples.newTenant();

  @Test
  void refusesPatternsThatAreNoNumberAndNoUser() {
    for (String pattern : new String[] {"", "a*b", "**", "+1 555", "a@b", "++1", "x".repeat(65)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> rule(pattern));
    }
  }

  @Test
  void refusesIdsThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.numberRule(TENANT, "a/b", "+15550100"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new NumberRule(
                    TENANT, "a", "+1", Optional.of("no id"), "reception", OptionalInt.empty()));
  }

  @Test
  void matchesANumberExactlyAndAUserWithoutCase() {
    assertThat(rule("+15550100").matches("+15550100")).isTrue();
    assertThat(rule("+15550100").matches("+155501001")).isFalse();
    assertThat(rule("reception").matches("RECEPTION")).isTrue();
  }

  @Test
  void matchesWhateverFollowsTheStar() {
    assertThat(rule("+1555*").matches("+15550100")).isTrue();
    assertThat(rule("+1555*").matches("+1555")).isTrue();
    assertThat(rule("+1555*").matches("+1666")).isFalse();
    assertThat(rule("*").matches("anything")).isTrue();
    assertThat(rule("*").matches("")).isTrue();
  }

  @Test
  void weighsTheLongestThenTheExactThenTheTrunksOwn() {
    NumberRule general = rule("+1*");
    NumberRule longer = rule("+1555*");
    NumberRule exact = rule("+15551");
    NumberRule own =
        new NumberRule(
            TENANT, "o", "+15551", Optional.of("carrier"), "reception", OptionalInt.empty());
    assertThat(
            List.of(exact, general, own, longer).stream()
                .sorted(Comparator.comparing(NumberRule::weight)))
        .containsExactly(general, longer, exact, own);
  }

  private static NumberRule rule(String pattern) {
    return Samples.numberRule(TENANT, "main", pattern);
  }
}
