package io.oratio.domain.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class ToolExecutionTest {
  private static final TenantId TENANT = Samples.newTenant();

  @Test
  void endsWithAResultAndIsElseTheSame() {
    ToolExecution running = Samples.toolExecution(TENANT, "ses_1", "k");
    ToolExecution done =
        running.ended(ToolExecution.State.DONE, "{}", Samples.MORNING.plusNanos(1234));
    assertThat(done.result()).contains("{}");
    assertThat(done.endedAt()).contains(Samples.MORNING.plusNanos(1000));
    assertThat(done.arguments()).isEqualTo(running.arguments());
    assertThat(done.startedAt()).isEqualTo(running.startedAt());
  }

  @Test
  void refusesAKeyThatIsNoneAndCutsAResult() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.toolExecution(TENANT, "ses_1", " "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.toolExecution(TENANT, "ses_1", "k".repeat(513)));
    assertThat(
            Samples.toolExecution(TENANT, "ses_1", "k")
                .ended(ToolExecution.State.FAILED, "x".repeat(70_000), Samples.MORNING)
                .result()
                .orElseThrow())
        .hasSize(ToolExecution.LONGEST);
  }

  @Test
  void saysItsWordsAsTheWireDoes() {
    for (ToolExecution.State each : ToolExecution.State.values()) {
      assertThat(ToolExecution.State.fromWire(each.wireName())).isEqualTo(each);
    }
    for (ToolExecution.Authority each : ToolExecution.Authority.values()) {
      assertThat(ToolExecution.Authority.fromWire(each.wireName())).isEqualTo(each);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> ToolExecution.State.fromWire("lost"));
  }
}
