package io.oratio.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineEvent.Interrupted;
import io.oratio.engine.EngineEvent.ToolUse;
import io.oratio.engine.Speaker;
import io.oratio.engine.local.answering.LexicalAnswers;
import io.oratio.engine.local.hearing.Hearing;
import io.oratio.engine.local.speaking.MaryVoice;
import io.oratio.engine.local.speaking.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Whole calls over a telephone line, with the real voice and this recogniser; the caller has the
/// engine's own voice, because that is the one every machine has.
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LocalEngineTest {
  private static Voice voice;

  private final Line.Clock clock = new Line.Clock();
  private LocalEngine engine;

  /// The recogniser under test.
  abstract Hearing hearing();

  @BeforeAll
  void start() {
    voice = voice();
    engine =
        new LocalEngine(
            LocalSettings.standard(),
            clock,
            setup -> new LexicalAnswers(setup.greeting(), setup.answers(), setup.tools()),
            LocalEngineTest::voice,
            hearing());
    engine.prepare(DemoAgent.setup(8000, 16000)).toCompletableFuture().join();
  }

  // Mary takes a second to start and is shared by all tests of this kind.
  static synchronized Voice voice() {
    if (voice == null) {
      voice = new MaryVoice();
    }
    return voice;
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  LocalEngine engine() {
    return engine;
  }

  Line line(int inputRateHz) {
    Line line = new Line(engine, DemoAgent.setup(inputRateHz, 16000), clock);
    assertThat(line.hearOut(1)).isEqualTo(DemoAgent.GREETING);
    return line;
  }

  /// Asks aloud and returns what the agent says.
  static String ask(Line line, short[] question, int n) {
    line.play(question);
    line.silence(1000);
    return line.hearOut(n + 1);
  }

  @Test
  void answersQuestionsAskedOverTheTelephone() {
    Line line = line(8000);
    assertThat(ask(line, voice().say("What are your opening hours?", 16000), 1))
        .isEqualTo(DemoAgent.HOURS);
    assertThat(ask(line, voice().say("Can I get my money back please?", 16000), 2))
        .isEqualTo(DemoAgent.REFUND);
    assertThat(ask(line, voice().say("I forgot my password.", 16000), 3))
        .isEqualTo(DemoAgent.PASSWORD);
    assertThat(line.words(Speaker.CALLER).getFirst()).isEqualTo("what are your opening hours");
    line.session().close();
    line.awaitEvent(EngineEvent.Ended.class, 1);
  }

  @Test
  void answersOverAWidebandLine() {
    Line line = line(16000);

    assertThat(ask(line, voice().say("When will my package arrive?", 16000), 1))
        .isEqualTo(DemoAgent.PARCEL);
  }

  @Test
  void answersInSpiteOfALittleNoise() {
    Line line = line(8000);
    line.noise(40);
    line.silence(2500);

    assertThat(ask(line, voice().say("Do you take credit cards?", 16000), 1))
        .isEqualTo(DemoAgent.PAYMENT);
  }

  @Test
  void hangsUpAfterTheGoodbye() {
    Line line = line(8000);
    assertThat(ask(line, voice().say("Thank you, goodbye.", 16000), 1)).isEqualTo("Goodbye.");

    assertThat(line.awaitEvent(ToolUse.class, 1).name()).isEqualTo("hang_up");
  }

  @Test
  void asksBackWhenItIsAskedSomethingElse() {
    Line line = line(8000);

    assertThat(ask(line, voice().say("The weather in Paris is lovely this spring.", 16000), 1))
        .contains("offline engine");
    assertThat(line.all()).noneMatch(ToolUse.class::isInstance);
  }

  @Test
  void answersNothingToNoiseBursts() {
    Line line = line(8000);
    Random random = new Random(3);
    short[] burst = new short[16 * 900];
    for (int i = 0; i < burst.length; i++) {
      burst[i] = (short) (random.nextGaussian() * 2500);
    }
    line.play(burst);
    line.silence(1500);
    line.session().say("Done.");

    assertThat(line.hearOut(2)).isEqualTo("Done.");
  }

  @Test
  void listensWhenTheCallerSpeaksOverTheGreeting() {
    Line line = new Line(engine, DemoAgent.setup(8000, 16000), clock);
    line.awaitWords(Speaker.AGENT, 1);
    line.silence(400);

    assertThat(ask(line, voice().say("Where is your office?", 16000), 1))
        .isEqualTo(DemoAgent.PLACE);
    line.awaitEvent(Interrupted.class, 1);
  }

  @Test
  void holdsTenConversationsAtOnce() {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lines.add(new Line(engine, DemoAgent.setup(8000, 16000), clock));
    }
    lines.forEach(it -> it.hearOut(1));
    short[] question = voice().say("What are your opening hours?", 16000);
    for (Line line : lines) {
      line.play(question);
      line.silence(800);
    }
    for (Line line : lines) {
      assertThat(line.awaitWords(Speaker.AGENT, 2)).isEqualTo(DemoAgent.HOURS);
    }
    assertThat(engine.droppedFrames()).isZero();
    assertThat(engine.refusedUtterances()).isZero();
    lines.forEach(it -> it.session().close());
  }
}
