package io.oratio.domain.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import org.junit.jupiter.api.Test;

class LiveEventTest {
  @Test
  void hasABodyOfAtMostSixteenKilobytes() {
    LiveEvent.Draft.ofTenant(LiveEventType.NOTIFICATION, Samples.MORNING, "x".repeat(16_384));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LiveEvent.Draft.ofTenant(
                    LiveEventType.NOTIFICATION, Samples.MORNING, "x".repeat(16_385)))
        .withMessageContaining("body");
  }

  @Test
  void countsFromOne() {
    LiveEvent.Draft draft =
        LiveEvent.Draft.ofAgent(LiveEventType.AGENT_CHANGED, Samples.MORNING, "reception", "{}");
    assertThatIllegalArgumentException().isThrownBy(() -> draft.placed(Samples.newTenant(), 0));
  }

  @Test
  void saysItsWordsAsTheWireDoes() {
    for (LiveEventType each : LiveEventType.values()) {
      assertThat(LiveEventType.fromWire(each.wireName())).isEqualTo(each);
    }
    assertThat(LiveEventType.RUN_STATUS.wireName()).isEqualTo("run_status");
  }

  @Test
  void printsNoWordThatWasSaid() {
    LiveEvent.Draft draft =
        LiveEvent.Draft.ofSession(
            LiveEventType.WORDS_PARTIAL, Samples.MORNING, "ses_1", "reception", "my secret");
    assertThat(draft.toString() + draft.placed(Samples.newTenant(), 1))
        .contains("words_partial")
        .doesNotContain("secret");
    assertThat(new CallCommand.SendDigits("4711").toString()).doesNotContain("4711");
    assertThat(new CallCommand.Say("my secret").toString()).doesNotContain("secret");
  }

  @Test
  void refusesCommandsThatAreNone() {
    for (String digits : new String[] {"", "E", "1 2", "1".repeat(65)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new CallCommand.SendDigits(digits));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new CallCommand.Transfer(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> new CallCommand.Say(""));
  }
}
