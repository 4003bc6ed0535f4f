package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartingTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final Parting parting = new Parting(Duration.ofSeconds(10));

  @Test
  void waitsForAModelThatSpeaksAfterItsTool() {
    parting.plan(START, () -> {});
    assertThat(parting.at(START.plusMillis(1000), false)).isEmpty();
    parting.agentWasHeard(START.plusMillis(1500));
    assertThat(parting.at(START.plusMillis(1600), true)).isEmpty();
    parting.agentWasHeard(START.plusMillis(4000));
    assertThat(parting.at(START.plusMillis(4500), false)).isEmpty();
    assertThat(parting.at(START.plusMillis(4600), false)).isPresent();
    assertThat(parting.at(START.plusMillis(9000), false)).isEmpty();
  }

  @Test
  void goesOnWhenTheModelHasNothingToSay() {
    parting.plan(START, () -> {});
    assertThat(parting.at(START.plusMillis(2500), false)).isPresent();
  }

  @Test
  void doesNotWaitForeverForAModelThatGoesOnTalking() {
    parting.plan(START, () -> {});
    assertThat(parting.at(START.plusMillis(9999), true)).isEmpty();
    assertThat(parting.at(START.plusSeconds(10), true)).isPresent();
  }

  @Test
  void keepsNoBlankSentence() {
    parting.sentence(" ");
    assertThat(parting.sentence()).isEmpty();
    parting.sentence("Goodbye.");
    assertThat(parting.sentence()).contains("Goodbye.");
  }
}
