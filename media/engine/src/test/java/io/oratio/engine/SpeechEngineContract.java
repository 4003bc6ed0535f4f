package io.oratio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEvent.AudioOut;
import io.oratio.engine.EngineEvent.Ended;
import io.oratio.engine.EngineEvent.Interrupted;
import io.oratio.engine.EngineEvent.Opened;
import io.oratio.engine.EngineEvent.SpeechEnd;
import io.oratio.engine.EngineEvent.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every speech engine must do, whatever it is made of. An adapter's test inherits it and says
/// how the engine is made and what it understands.
@Timeout(120)
public abstract class SpeechEngineContract {
  private static final String GREETING = "Good evening, how can I help you?";

  private final List<AutoCloseable> toClose = new ArrayList<>();
  private SpeechEngine engine;

  /// A new engine that answers [#question].
  protected abstract SpeechEngine engine() throws Exception;

  /// Something the engine answers with speech, at this rate: one utterance of 1 to 3 s.
  protected abstract short[] question(int rateHz);

  /// An engine that answers [#question] by asking for a tool, and speaks when it has the result;
  /// empty for an engine without tools.
  protected Optional<SpeechEngine> engineAskingForTool() throws Exception {
    return Optional.empty();
  }

  /// How long an answer may take on a loaded machine.
  protected Duration patience() {
    return Duration.ofSeconds(20);
  }

  /// How many sessions the engine bears at once in this test.
  protected int manySessions() {
    return 20;
  }

  @BeforeEach
  void startEngine() throws Exception {
    engine = engine();
    toClose.add(engine);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : toClose.reversed()) {
      each.close();
    }
  }

  @Test
  void hasAShortStableName() {
    assertThat(engine.name()).matches("[a-z]{2,16}").isEqualTo(engine.name());
  }

  @Test
  void opensFirstAndThenGreets() {
    Talk talk = talk(EngineSetups.greeting(GREETING));
    AudioOut first = talk.ears.await(AudioOut.class, patience());
    SpeechEnd end = talk.ears.await(SpeechEnd.class, patience());

    assertThat(talk.ears.all().getFirst()).isEqualTo(new Opened());
    assertThat(talk.ears.all(Opened.class)).hasSize(1);
    assertThat(first.samples()).isNotEmpty();
    assertThat(end.contentId()).isEqualTo(first.contentId());
  }

  @Test
  void tellsWhichWordsBelongToWhichStretchOfSpeech() {
    Talk talk = talk(EngineSetups.greeting(GREETING));
    AudioOut speech = talk.ears.await(AudioOut.class, patience());

    Transcript words =
        talk.ears.await(
            Transcript.class, said -> said.contentId().equals(speech.contentId()), patience());

    assertThat(words.speaker()).isEqualTo(Speaker.AGENT);
    assertThat(words.words()).isNotBlank();
  }

  @Test
  void keepsQuietUntilTheCallerSpeaksWhenThereIsNoGreeting() {
    Talk talk = talk(EngineSetups.waiting());
    talk.ears.await(Opened.class, patience());

    talk.session.close();
    talk.ears.awaitEnd(patience());

    assertThat(talk.ears.all(AudioOut.class)).isEmpty();
  }

  @Test
  void answersWhatTheCallerSaysThoughTheArrayIsUsedAgain() {
    Talk talk = talk(EngineSetups.waiting());
    talk.ears.await(Opened.class, patience());

    talk.caller.say(question(16_000));

    talk.ears.await(AudioOut.class, patience());
    talk.ears.await(SpeechEnd.class, patience());
    assertThat(talk.ears.all(Transcript.class)).isNotEmpty();
  }

  @Test
  void speaksAndHearsAtEveryRateOfThePort() {
    for (int rateHz : new int[] {8000, 16_000, 24_000}) {
      Talk talk = talk(EngineSetups.of(GREETING, rateHz, rateHz));
      talk.ears.await(SpeechEnd.class, patience());
      int samples =
          talk.ears.all(AudioOut.class).stream().mapToInt(audio -> audio.samples().length).sum();
      assertThat(samples).as("%d Hz", rateHz).isBetween(rateHz / 10, rateHz * 60);
      talk.session.close();
      assertThat(talk.ears.awaitEnd(patience())).isEqualTo(new Ended());
    }
  }

  @Test
  void saysWhatItIsToldToSay() {
    Talk talk = talk(EngineSetups.waiting());
    talk.ears.await(Opened.class, patience());

    talk.session.say("Are you still there?");

    talk.ears.await(SpeechEnd.class, patience());
  }

  @Test
  void keepsWhatItIsGivenBeforeItIsOpen() {
    Talk talk = talk(EngineSetups.waiting());
    talk.session.say("One moment, please.");

    talk.ears.await(SpeechEnd.class, patience());

    assertThat(talk.ears.all().getFirst()).isEqualTo(new Opened());
  }

  @Test
  void stopsWhenTheCallerSpeaksOverIt() {
    Talk talk = talk(EngineSetups.greeting(GREETING));
    talk.ears.await(AudioOut.class, patience());

    talk.caller.say(question(16_000));

    talk.ears.await(Interrupted.class, patience());
  }

  @Test
  void endsOnceAndSaysNothingAfterwards() {
    Talk talk = talk(EngineSetups.greeting(GREETING));
    talk.ears.await(Opened.class, patience());
    talk.session.close();
    talk.session.close();

    assertThat(talk.ears.awaitEnd(patience())).isEqualTo(new Ended());
    int heard = talk.ears.all().size();
    talk.session.audio(new short[320], 0, 320);
    talk.session.text("Hello?");
    talk.session.say("Hello?");
    talk.session.toolResult("none", "{}");
    talk.session.close();
    // Another session lives through the same engine meanwhile, so there was time to speak.
    Talk other = talk(EngineSetups.greeting(GREETING));
    other.ears.await(SpeechEnd.class, patience());

    assertThat(talk.ears.all()).hasSize(heard);
    assertThat(talk.ears.all().stream().filter(EngineEars::isLast)).hasSize(1);
    assertThat(EngineEars.isLast(talk.ears.all().getLast())).isTrue();
  }

  @Test
  void endsInGoodOrderWhenClosedBeforeItIsOpen() {
    EngineEars ears = new EngineEars();
    engine.open(EngineSetups.greeting(GREETING), ears).close();

    assertThat(ears.awaitEnd(patience())).isEqualTo(new Ended());
  }

  @Test
  void ignoresResultsThatNoToolUseWaitsFor() {
    Talk talk = talk(EngineSetups.greeting(GREETING));
    talk.ears.await(Opened.class, patience());

    talk.session.toolResult("nobody-asked", "{}");

    talk.ears.await(SpeechEnd.class, patience());
  }

  @Test
  void asksForAToolAndSpeaksWhenItHasTheResult() throws Exception {
    Optional<SpeechEngine> asking = engineAskingForTool();
    Assumptions.assumeTrue(asking.isPresent(), "an engine without tools");
    toClose.add(asking.get());
    Talk talk = talk(asking.get(), EngineSetups.waiting());
    talk.caller.say(question(16_000));
    EngineEvent.ToolUse use = talk.ears.await(EngineEvent.ToolUse.class, patience());
    assertThat(use.arguments()).startsWith("{");
    assertThat(use.name()).isEqualTo("free_rooms");
    int spokenBefore = talk.ears.all(SpeechEnd.class).size();

    talk.session.toolResult(use.toolUseId(), "{\"rooms\":3}");

    talk.ears.awaitThat(
        () -> talk.ears.all(SpeechEnd.class).size() > spokenBefore, "speech", patience());
  }

  @Test
  void keepsManySessionsApart() {
    List<Talk> talks = new ArrayList<>();
    for (int i = 0; i < manySessions(); i++) {
      talks.add(talk(EngineSetups.greeting(GREETING)));
    }
    for (Talk talk : talks) {
      talk.ears.await(SpeechEnd.class, patience());
      talk.session.close();
    }
    for (Talk talk : talks) {
      assertThat(talk.ears.awaitEnd(patience())).isEqualTo(new Ended());
      assertThat(talk.ears.all(Opened.class)).hasSize(1);
      assertThat(talk.ears.overlaps()).isZero();
    }
  }

  @Test
  void endsTheSessionsThatAreOpenWhenItIsClosed() {
    Talk talk = talk(EngineSetups.greeting(GREETING));
    talk.ears.await(Opened.class, patience());

    engine.close();

    assertThat(talk.ears.awaitEnd(patience())).isEqualTo(new Ended());
  }

  @Test
  void returnsAtOnceFromOpening() {
    talk(EngineSetups.greeting(GREETING)).ears.await(Opened.class, patience());
    long before = System.nanoTime();
    engine.open(EngineSetups.greeting(GREETING), new EngineEars()).close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
  }

  private Talk talk(EngineSetup setup) {
    return talk(engine, setup);
  }

  private Talk talk(SpeechEngine with, EngineSetup setup) {
    EngineEars ears = new EngineEars();
    EngineSession session = with.open(setup, ears);
    LiveCaller caller = new LiveCaller(session, setup.inputRateHz());
    toClose.add(caller);
    return new Talk(session, ears, caller);
  }

  private record Talk(EngineSession session, EngineEars ears, LiveCaller caller) {}
}
