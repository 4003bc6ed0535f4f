package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.agent.CallRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private final Patience patience =
      new Patience(
          new CallRules(
              Duration.ofMinutes(10), "Still there?", Duration.ofSeconds(15), 2, true, List.of()),
          START);

  @Test
  void promptsTwiceAndThenGivesUp() {
    assertThat(patience.at(at(14))).isEqualTo(Patience.Verdict.WAIT);
    assertThat(patience.at(at(15))).isEqualTo(Patience.Verdict.PROMPT);
    assertThat(patience.at(at(29))).isEqualTo(Patience.Verdict.WAIT);
    assertThat(patience.at(at(30))).isEqualTo(Patience.Verdict.PROMPT);
    assertThat(patience.at(at(45))).isEqualTo(Patience.Verdict.GIVE_UP);
  }

  @Test
  void beginsAnewWhenTheCallerSpeaks() {
    patience.at(at(15));
    patience.at(at(30));
    patience.callerWasThere(at(40));
    assertThat(patience.at(at(54))).isEqualTo(Patience.Verdict.WAIT);
    assertThat(patience.at(at(55))).isEqualTo(Patience.Verdict.PROMPT);
  }

  @Test
  void doesNotBlameTheCallerForTheAgentsSpeech() {
    patience.silenceIsOurs(at(60));
    assertThat(patience.at(at(74))).isEqualTo(Patience.Verdict.WAIT);
  }

  @Test
  void endsTheCallAtItsLimitWhateverIsSaid() {
    patience.callerWasThere(at(599));
    assertThat(patience.at(at(600))).isEqualTo(Patience.Verdict.TIME_IS_UP);
  }

  private static Instant at(int seconds) {
    return START.plusSeconds(seconds);
  }
}
