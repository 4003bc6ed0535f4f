package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEars;
import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineFailure.Kind;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.EngineSetups;
import io.oratio.engine.LiveCaller;
import io.oratio.simulator.NovaSimulator;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Reply;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.script.ToolCall;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of each trouble of the service, through the real SDK.
@Timeout(120)
class NovaFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String GREETING =
      "Good evening, you have reached the hotel at the lake, what can we do for you tonight?";

  private static NovaSimulator simulator;
  private static NovaSonicEngine engine;

  @BeforeAll
  static void start() throws Exception {
    simulator = Simulated.start();
    engine =
        NovaSonicEngine.of(
            Simulated.asking(simulator)
                .withPatience(
                    new NovaSettings.Patience(
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10))));
  }

  @AfterAll
  static void stop() {
    engine.close();
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "http429, THROTTLED",
    "http500, BROKEN",
    "http503, BROKEN",
    "accessDenied, NOT_ALLOWED",
    "inStreamThrottle@500, THROTTLED",
    "modelTimeout@500, TIMED_OUT",
    "internalError@500, BROKEN",
    "modelStreamError@500, BROKEN",
    "unavailable@500, BROKEN",
    "reset@500, BROKEN",
    "disconnect@500, BROKEN",
    "earlyEnd@500, BROKEN",
    "hang@100, SILENT",
    "slowStart@30000, SILENT",
    "badCrc@500, BROKEN"
  })
  void tellsTheTroubleOnceWithItsVerdict(String fault, Kind kind) {
    EngineEars ears = new EngineEars();
    EngineSession session = engine.open(withFault(EngineSetups.greeting(GREETING), fault), ears);
    try (LiveCaller _ = new LiveCaller(session, 16_000)) {
      EngineEvent last = ears.awaitEnd(PATIENCE);
      assertThat(last).isInstanceOf(EngineEvent.Failed.class);
      EngineFailure failure = ((EngineEvent.Failed) last).failure();
      assertThat(failure.kind()).as(failure.message()).isEqualTo(kind);
      assertThat(failure.message()).isNotBlank();
      assertThat(ears.all().stream().filter(EngineEars::isLast)).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "badJson@500",
    "badBase64@500",
    "unknownEvents@500",
    "earlyCompletionEnd@500",
    "slowStart@1500",
    "duplicateInterrupted"
  })
  void livesThroughWhatIsOnlyStrange(String fault) {
    EngineEars ears = new EngineEars();
    EngineSession session = engine.open(withFault(EngineSetups.greeting(GREETING), fault), ears);
    try (LiveCaller caller = new LiveCaller(session, 16_000)) {
      ears.await(EngineEvent.AudioOut.class, PATIENCE);
      caller.say(Simulated.utterance(16_000));
      ears.await(EngineEvent.Interrupted.class, PATIENCE);
      ears.await(EngineEvent.SpeechEnd.class, PATIENCE);
      session.close();
      assertThat(ears.awaitEnd(PATIENCE)).isEqualTo(new EngineEvent.Ended());
      assertThat(ears.all(EngineEvent.Interrupted.class)).hasSize(1);
    }
  }

  @Test
  void survivesAModelThatTakesNoSoundWhileAResultIsOwed() throws Exception {
    try (NovaSimulator strict =
            NovaSimulator.start(
                Simulated.settings()
                    .withScript(
                        Script.standard()
                            .withReplies(
                                Reply.saying("Rooms.")
                                    .calling(new ToolCall("free_rooms", "{}")))));
        NovaSonicEngine gated =
            NovaSonicEngine.of(
                Simulated.asking(strict)
                    .withWire(new NovaSettings.Wire(Duration.ZERO, Duration.ZERO, 0, 0, true)))) {
      EngineEars ears = new EngineEars();
      EngineSession session =
          gated.open(withFault(EngineSetups.waiting(), "noAudioDuringTool"), ears);
      try (LiveCaller caller = new LiveCaller(session, 16_000)) {
        caller.say(Simulated.utterance(16_000));
        EngineEvent.ToolUse use = ears.await(EngineEvent.ToolUse.class, PATIENCE);
        ears.awaitThat(
            () -> gated.counters().of(NovaCounter.AUDIO_DROPPED) > 0, "a full gate", PATIENCE);
        session.toolResult(use.toolUseId(), "{}");
        ears.await(EngineEvent.SpeechEnd.class, PATIENCE);
        session.close();
        assertThat(ears.awaitEnd(PATIENCE)).isEqualTo(new EngineEvent.Ended());
      }
      SessionReport report = strict.awaitReports(1, PATIENCE).getFirst();
      assertThat(report.protocolErrors()).isEmpty();
    }
  }

  private static EngineSetup withFault(EngineSetup setup, String fault) {
    return EngineSetups.withModel(setup, NovaSettings.DEFAULT_MODEL_ID + "~" + fault);
  }
}
