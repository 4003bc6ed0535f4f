package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEars;
import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetups;
import io.oratio.engine.LiveCaller;
import io.oratio.engine.scripted.Sound;
import io.oratio.simulator.NovaSimulator;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.session.Limits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A call that is several times as long as a connection may be, through the real SDK.
@Timeout(180)
class NovaLongCallTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void answersEveryQuestionOfACallThatIsLongerThanItsConnections() throws Exception {
    try (NovaSimulator simulator =
            NovaSimulator.start(
                Simulated.settings()
                    .withLimits(
                        Limits.ofTheService()
                            .withPauseScale(0.2)
                            .withSession(Duration.ofSeconds(16))));
        NovaSonicEngine engine =
            NovaSonicEngine.of(
                Simulated.asking(simulator)
                    .withLifetime(
                        new NovaSettings.Lifetime(
                            Duration.ofSeconds(4),
                            Duration.ofSeconds(7),
                            Duration.ofSeconds(11),
                            Duration.ofSeconds(3))))) {
      EngineEars ears = new EngineEars();
      EngineSession session = engine.open(EngineSetups.greeting("Hello there."), ears);
      try (LiveCaller caller = new LiveCaller(session, 16_000)) {
        ears.await(EngineEvent.SpeechEnd.class, PATIENCE);
        for (int question = 1; question <= 6; question++) {
          int answersBefore = ears.all(EngineEvent.SpeechEnd.class).size();
          caller.say(new short[16_000 * 4]);
          caller.say(Sound.tone(300, Duration.ofMillis(900)).at(16_000));
          ears.awaitThat(
              () -> ears.all(EngineEvent.SpeechEnd.class).size() > answersBefore,
              "an answer to question " + question,
              PATIENCE);
        }
        session.close();
        assertThat(ears.awaitEnd(PATIENCE)).isEqualTo(new EngineEvent.Ended());
      }
      assertThat(engine.counters().of(NovaCounter.CONTINUATIONS)).isGreaterThanOrEqualTo(2);
      assertThat(ears.all(EngineEvent.Opened.class)).hasSize(1);
      List<SessionReport> reports = simulator.awaitReports(3, PATIENCE);
      assertThat(reports).flatExtracting(SessionReport::protocolErrors).isEmpty();
    }
  }
}
