package io.oratio.domain.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreationTest {
  private static final TenantId TENANT = Samples.newTenant();
  private static final Instant NOW = Samples.MORNING;

  @Test
  void goesFromStepToStepUntilAllAreDone() {
    Creation creation = Creation.begun(TENANT, "reception", NOW);
    for (Step.Name name : Step.Name.values()) {
      assertThat(creation.state()).isEqualTo(Creation.State.WORKING);
      assertThat(creation.nextStep()).map(Step::name).contains(name);
      creation = creation.with(creation.step(name).begun(NOW).done(NOW), NOW, NOW);
    }
    assertThat(creation.nextStep()).isEmpty();
    assertThat(creation.state()).isEqualTo(Creation.State.DONE);
  }

  @Test
  void countsAttemptsAndKeepsTheLastError() {
    Step step =
        Step.waiting(Step.Name.DEPLOY)
            .begun(NOW)
            .toBeTriedAgain("no answer")
            .begun(NOW.plusSeconds(1));
    assertThat(step.attempts()).isEqualTo(2);
    assertThat(step.state()).isEqualTo(Step.State.RUNNING);
    assertThat(step.error()).contains("no answer");
    assertThat(step.done(NOW).error()).isEmpty();
    Creation failed =
        Creation.begun(TENANT, "reception", NOW).with(step.failed("given up", NOW), NOW, NOW);
    assertThat(failed.state()).isEqualTo(Creation.State.FAILED);
    assertThat(failed.step(Step.Name.DEPLOY).error()).contains("given up");
  }

  @Test
  void hasEveryStepOnceInTheirOrder() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Creation(
                    TENANT, "reception", List.of(Step.waiting(Step.Name.DEPLOY)), NOW, NOW, NOW));
  }

  @Test
  void saysItsWordsAsTheWireDoes() {
    for (Step.Name each : Step.Name.values()) {
      assertThat(Step.Name.fromWire(each.wireName())).isEqualTo(each);
    }
    for (Step.State each : Step.State.values()) {
      assertThat(Step.State.fromWire(each.wireName())).isEqualTo(each);
    }
    for (Creation.State each : Creation.State.values()) {
      assertThat(Creation.State.fromWire(each.wireName())).isEqualTo(each);
    }
    assertThat(Step.Name.PROVISION_KNOWLEDGE.wireName()).isEqualTo("provision_knowledge");
  }
}
