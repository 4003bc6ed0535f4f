package io.oratio.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.Speaker;
import io.oratio.engine.local.answering.LexicalAnswers;
import io.oratio.engine.local.speaking.MaryVoice;
import io.oratio.engine.local.speaking.Voice;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LocalEngineTest {
  private static final Line.Clock CLOCK = new Line.Clock();
  private static LocalEngine engine;
  private static Voice caller;

  @BeforeAll
  static void start() {
    engine =
        new LocalEngine(
            LocalSettings.standard(),
            CLOCK,
            setup -> new LexicalAnswers(setup.greeting(), setup.answers(), setup.tools()));
    engine.prepare(DemoAgent.setup(8000, 16000)).toCompletableFuture().join();
    caller = new MaryVoice();
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void greetsFirstAndAnswersAQuestionAskedOverTheTelephone() {
    Line line = new Line(engine, DemoAgent.setup(8000, 16000), CLOCK);
    assertThat(line.hearOut(1)).isEqualTo(DemoAgent.GREETING);
    line.play(caller.say("What are your opening hours?", 16000));
    line.silence(1000);
    assertThat(line.awaitWords(Speaker.CALLER, 1)).isEqualTo("what are your opening hours");
    assertThat(line.hearOut(2)).isEqualTo(DemoAgent.HOURS);
    line.session().close();
    line.awaitEvent(EngineEvent.Ended.class, 1);
  }
}
