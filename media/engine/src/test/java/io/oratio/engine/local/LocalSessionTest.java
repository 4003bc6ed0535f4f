package io.oratio.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineEvent.AudioOut;
import io.oratio.engine.EngineEvent.Ended;
import io.oratio.engine.EngineEvent.Failed;
import io.oratio.engine.EngineEvent.Interrupted;
import io.oratio.engine.EngineEvent.SpeechEnd;
import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.EngineEvent.ToolUse;
import io.oratio.engine.EngineEvent.Transcript;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.Speaker;
import io.oratio.engine.local.answering.LexicalAnswers;
import io.oratio.engine.local.hearing.Heard;
import io.oratio.engine.local.hearing.Hearing;
import io.oratio.engine.local.speaking.Voice;
import io.oratio.engine.local.speaking.VoiceFailure;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One conversation with a fake ear and a fake voice, on a clock that runs by the frames.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LocalSessionTest {
  private final Line.Clock clock = new Line.Clock();
  private final Queue<Heard> told = new ConcurrentLinkedQueue<>();
  private LocalEngine engine = engine(LocalSettings.standard(), HummingVoice::new);

  private LocalEngine engine(LocalSettings settings, Supplier<Voice> voice) {
    return engine(settings, voice, ToldRecogniser.hearing(told, "what are your opening hours"));
  }

  private LocalEngine engine(LocalSettings settings, Supplier<Voice> voice, Hearing hearing) {
    return new LocalEngine(
        settings,
        clock,
        setup -> new LexicalAnswers(setup.greeting(), setup.answers(), setup.tools()),
        voice,
        hearing);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private Line greetedLine() {
    Line line = new Line(engine, DemoAgent.setup(8000, 16000), clock);
    line.hearOut(1);
    return line;
  }

  @Test
  void guessesInThePauseAndKnowsAtTheEndOfTheTurn() {
    Line line = greetedLine();
    line.play(HummingVoice.hum(1000, 16000));
    line.silence(1000);

    assertThat(line.awaitWords(Speaker.CALLER, 1)).isEqualTo("what are your opening hours");
    assertThat(line.awaitWords(Speaker.AGENT, 2)).isEqualTo(DemoAgent.HOURS);
    assertThat(
            line.all().stream()
                .filter(Transcript.class::isInstance)
                .map(Transcript.class::cast)
                .filter(it -> it.speaker() == Speaker.CALLER)
                .map(Transcript::id)
                .distinct())
        .hasSize(1);
  }

  @Test
  void saysWhatItPlansBeforeItsSoundAndWhatItSaidAfterIt() {
    Line line = greetedLine();

    var order = line.all().stream().filter(it -> !(it instanceof AudioOut)).toList();
    assertThat(order.get(0)).isEqualTo(new EngineEvent.Opened());
    assertThat(order.get(1))
        .isEqualTo(
            new Transcript(
                "speech-1", Speaker.AGENT, Stage.PLANNED, DemoAgent.GREETING, "speech-1"));
    assertThat(order.get(2)).isEqualTo(new SpeechEnd("speech-1"));
    assertThat(order.get(3))
        .isEqualTo(
            new Transcript("speech-1", Speaker.AGENT, Stage.FINAL, DemoAgent.GREETING, "speech-1"));
  }

  @Test
  void stopsWhenTheCallerSpeaksOverItThoughAllItsSoundIsSent() {
    Line line = new Line(engine, DemoAgent.setup(8000, 16000), clock);
    line.awaitWords(Speaker.AGENT, 1);
    line.silence(500);
    line.play(HummingVoice.hum(600, 16000));

    line.awaitEvent(Interrupted.class, 1);
  }

  @Test
  void isNotInterruptedByItsOwnEcho() {
    Line line = new Line(engine, DemoAgent.setup(8000, 16000), clock);
    line.awaitWords(Speaker.AGENT, 1);
    line.silence(300);
    short[] echo = HummingVoice.hum(1500, 16000);
    for (int i = 0; i < echo.length; i++) {
      echo[i] /= 40;
    }
    line.play(echo);
    line.session().say("Done.");
    line.awaitWords(Speaker.AGENT, 2);

    assertThat(line.all()).noneMatch(Interrupted.class::isInstance);
  }

  @Test
  void saysOnlyWhatWasSentWhenInterrupted() {
    Line line = greetedLine();
    line.session().say("First sentence. Second sentence.");
    line.awaitWords(Speaker.AGENT, 2);
    line.session().text("stop");

    line.awaitEvent(Interrupted.class, 1);
    assertThat(line.awaitWords(Speaker.CALLER, 1)).isEqualTo("stop");
  }

  @Test
  void hangsUpWhenTheCallerHasHeardTheGoodbye() {
    Line line = greetedLine();
    line.session().text("Thank you, goodbye.");
    assertThat(line.awaitWords(Speaker.AGENT, 2)).isEqualTo("Goodbye.");

    ToolUse use = line.awaitEvent(ToolUse.class, 1);
    assertThat(use.name()).isEqualTo("hang_up");
    assertThat(use.arguments()).startsWith("{");
  }

  @Test
  void saysWhatAToolTellsItToSay() {
    Line line = greetedLine();
    line.session().text("Can I speak to a person?");
    ToolUse use = line.awaitEvent(ToolUse.class, 1);
    assertThat(use.name()).isEqualTo("transfer");
    line.session().toolResult("another", "{\"say\":\"Wrong.\"}");
    line.session().toolResult(use.toolUseId(), "{\"say\":\"Nobody is there.\"}");
    line.session().toolResult(use.toolUseId(), "{\"say\":\"Twice.\"}");
    line.session().say("Last.");

    assertThat(line.awaitWords(Speaker.AGENT, 3)).isEqualTo("Nobody is there.");
    assertThat(line.awaitWords(Speaker.AGENT, 4)).isEqualTo("Last.");
  }

  @Test
  void apologisesForAToolThatFailed() {
    Line line = greetedLine();
    line.session().text("Can I speak to a person?");
    ToolUse use = line.awaitEvent(ToolUse.class, 1);
    line.session().toolResult(use.toolUseId(), "{\"error\":\"busy\"}");

    assertThat(line.awaitWords(Speaker.AGENT, 3)).contains("did not work");
  }

  @Test
  void asksBackWhenTheSoundDoesNotFitTheWords() {
    told.add(ToldRecogniser.heard("thank you goodbye", -0.9));
    Line line = greetedLine();
    line.play(HummingVoice.hum(1000, 16000));
    line.silence(1000);

    assertThat(line.awaitWords(Speaker.AGENT, 2)).contains("offline engine");
    assertThat(line.all()).noneMatch(ToolUse.class::isInstance);
  }

  @Test
  void saysNothingToSilenceNoiseAndSteadyTones() {
    Line line = greetedLine();
    line.silence(3000);
    line.noise(300);
    line.silence(4000);
    line.noise(0);
    short[] tone = new short[16000 * 2];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (8000 * Math.sin(2 * Math.PI * 425 * i / 16000));
    }
    line.play(tone);
    line.silence(1500);
    line.session().say("Done.");

    assertThat(line.awaitWords(Speaker.AGENT, 2)).isEqualTo("Done.");
    assertThat(line.words(Speaker.CALLER)).isEmpty();
  }

  @Test
  void goesOnWhenOneSentenceCannotBeSaid() {
    Line line = greetedLine();
    line.session().say("This is unspeakable. This is not.");

    assertThat(line.awaitWords(Speaker.AGENT, 2)).contains("This is not.");
  }

  @Test
  void failsWhenTheVoiceDoesNotStart() {
    engine.close();
    engine =
        engine(
            LocalSettings.standard(),
            () -> {
              throw new VoiceFailure("no voice", new IllegalStateException());
            });
    Line line = new Line(engine, DemoAgent.setup(8000, 16000), clock);

    assertThat(line.awaitEvent(Failed.class, 1).failure().kind())
        .isEqualTo(EngineFailure.Kind.BROKEN);
  }

  @Test
  void refusesMoreSessionsThanItsLimit() {
    engine.close();
    engine = engine(new LocalSettings(1, 1, 4, 1, 16, 1 << 20, false), HummingVoice::new);
    Line first = new Line(engine, DemoAgent.setup(8000, 16000), clock);
    Line second = new Line(engine, DemoAgent.setup(8000, 16000), clock);

    assertThat(second.awaitEvent(Failed.class, 1).failure().kind())
        .isEqualTo(EngineFailure.Kind.THROTTLED);
    assertThat(engine.refusedSessions()).isEqualTo(1);
    first.session().close();
    first.awaitEvent(Ended.class, 1);
    new Line(engine, DemoAgent.setup(8000, 16000), clock).awaitWords(Speaker.AGENT, 1);
  }

  @Test
  void sendsItsSoundAtTheRateAskedFor() {
    for (int rateHz : new int[] {8000, 16000, 24000}) {
      EngineSetup setup = DemoAgent.setup(16000, rateHz);
      Line line = new Line(engine, setup, clock);
      line.awaitWords(Speaker.AGENT, 1);
      long samples =
          line.all().stream()
              .filter(AudioOut.class::isInstance)
              .mapToLong(it -> ((AudioOut) it).samples().length)
              .sum();
      assertThat(samples).isEqualTo((DemoAgent.GREETING.length() - 1) * 50L * rateHz / 1000);
      line.session().close();
    }
  }

  @Test
  void saysWhichEarAndVoiceAreAtWork() {
    greetedLine();

    assertThat(engine.describe()).isEqualTo("offline engine (told; humming)");
  }
}
