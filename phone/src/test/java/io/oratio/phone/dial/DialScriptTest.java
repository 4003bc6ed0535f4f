package io.oratio.phone.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.phone.dial.DialScript.Step;
import io.oratio.phone.sound.Heard;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DialScriptTest {
  /// So long after the answer, speech was last heard then; -1 for never.
  private static Heard.Snapshot at(long heardMs, long lastSpeechMs) {
    return new Heard.Snapshot(heardMs, -40, -20, -20, 0, Math.min(lastSpeechMs, 100), lastSpeechMs);
  }

  @Test
  void speaksWhenTheGreetingHasEnded() {
    DialScript script = new DialScript(true, false, Optional.empty());
    assertThat(script.next(at(100, -1), 100)).isEqualTo(Step.WAIT);
    assertThat(script.next(at(3_000, 2_900), 3_000)).isEqualTo(Step.WAIT);
    assertThat(script.next(at(3_500, 2_900), 3_500)).isEqualTo(Step.WAIT);
    assertThat(script.next(at(3_650, 2_900), 3_650)).isEqualTo(Step.SPEAK);
    assertThat(script.next(at(3_700, 2_900), 3_700)).isEqualTo(Step.WAIT);
  }

  @Test
  void speaksAfterFourSecondsWhenNobodyGreets() {
    DialScript script = new DialScript(true, false, Optional.empty());
    assertThat(script.next(at(3_900, -1), 3_900)).isEqualTo(Step.WAIT);
    assertThat(script.next(at(4_000, -1), 4_000)).isEqualTo(Step.SPEAK);
  }

  @Test
  void speaksAtOnceWhenTold() {
    assertThat(new DialScript(true, true, Optional.empty()).next(at(20, -1), 20))
        .isEqualTo(Step.SPEAK);
  }

  @Test
  void waitsForTheAnswerToWhatItSaid() {
    DialScript script = new DialScript(true, false, Optional.empty());
    assertThat(script.next(at(4_000, 2_000), 4_000)).isEqualTo(Step.SPEAK);
    assertThat(script.next(at(12_000, 2_000), 12_000)).isEqualTo(Step.WAIT);
    script.said(at(12_100, 2_000));
    assertThat(script.next(at(20_000, 2_000), 20_000)).isEqualTo(Step.WAIT);
    assertThat(script.next(at(25_000, 24_000), 25_000)).isEqualTo(Step.WAIT);
    assertThat(script.next(at(28_000, 24_000), 28_000)).isEqualTo(Step.HANG_UP);
  }

  @Test
  void givesUpWhenNoAnswerComes() {
    DialScript script = new DialScript(true, true, Optional.empty());
    script.next(at(20, -1), 20);
    script.said(at(2_000, -1));
    assertThat(script.next(at(16_900, -1), 16_900)).isEqualTo(Step.WAIT);
    assertThat(script.next(at(17_000, -1), 17_000)).isEqualTo(Step.HANG_UP);
  }

  @Test
  void hangsUpAfterAMinuteAtTheLatest() {
    DialScript script = new DialScript(false, false, Optional.empty());
    assertThat(script.next(at(59_900, 59_900), 59_900)).isEqualTo(Step.WAIT);
    assertThat(script.next(at(60_000, 60_000), 60_000)).isEqualTo(Step.HANG_UP);
  }

  @Test
  void hangsUpWhenItsTimeIsOverWhateverIsHeard() {
    DialScript script = new DialScript(false, false, Optional.of(Duration.ofSeconds(90)));
    assertThat(script.next(at(80_000, 10_000), 80_000)).isEqualTo(Step.WAIT);
    assertThat(script.next(at(90_000, 90_000), 90_000)).isEqualTo(Step.HANG_UP);
  }
}
