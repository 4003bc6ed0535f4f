package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure.Kind;
import io.oratio.engine.EngineSetups;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import tools.jackson.databind.JsonNode;

/// A conversation outlives its connection.
@Timeout(60)
class NovaContinuationTest {
  private static final short LOUD = 3000;

  private NovaTalk talk;

  @BeforeEach
  void open() {
    talk = new NovaTalk(NovaSettings.defaults(), EngineSetups.greeting("Hello there."));
    talk.accept();
    answer("p1", "a1", "Hello there.");
    talk.stream().wholeText("u1", "USER", "FINAL", "A room, please.");
    answer("p2", "a2", "For how many?");
    talk.stream().say("usageEvent", "{'totalInputTokens':10,'totalOutputTokens':20}");
  }

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void staysOnItsConnectionWhileThatIsYoung() {
    talk.pass(Duration.ofSeconds(300));
    answer("p3", "a3", "Are you there?");
    talk.pass(Duration.ofSeconds(30));

    assertThat(talk.streams.count()).isEqualTo(1);
  }

  @Test
  void movesInAQuietMomentAfterTheAgentHasSpoken() {
    talk.pass(Duration.ofSeconds(365));
    assertThat(talk.streams.count()).isEqualTo(1);
    answer("p3", "a3", "Are you there?");
    assertThat(talk.streams.count()).isEqualTo(2);
    FakeStreams.Fake next = talk.streams.stream(1);
    assertThat(next.names())
        .containsExactly("sessionStart", "promptStart", "contentStart", "textInput", "contentEnd");

    next.listener.accepted();
    talk.passWithSound(Duration.ofSeconds(4), (short) 5);

    assertThat(next.all("contentStart").stream().map(start -> start.get("role").asString()))
        .containsExactly("SYSTEM", "USER", "ASSISTANT", "USER");
    List<JsonNode> texts = next.all("textInput");
    assertThat(texts.get(1).get("content").asString()).isEqualTo("A room, please.");
    assertThat(texts.get(2).get("content").asString()).isEqualTo("For how many? Are you there?");
    // What the caller's side gave in the last 3 s is heard again, and then what follows.
    assertThat(next.all("audioInput").size()).isGreaterThan(50);
    assertThat(talk.stream().names())
        .endsWith("audioInput", "contentEnd", "promptEnd", "sessionEnd");
    talk.stream().listener.completed();
    assertThat(talk.ears.all(EngineEvent.Ended.class)).isEmpty();
    assertThat(talk.counters.of(NovaCounter.CONTINUATIONS)).isEqualTo(1);

    next.wholeText("p1", "ASSISTANT", "SPECULATIVE", "Good.");
    next.say("usageEvent", "{'totalInputTokens':1,'totalOutputTokens':2}");
    assertThat(talk.ears.all(EngineEvent.Transcript.class).getLast().id()).isEqualTo("2.p1");
    assertThat(talk.ears.all(EngineEvent.Usage.class).getLast())
        .isEqualTo(new EngineEvent.Usage(11, 22));
    assertThat(talk.ears.all(EngineEvent.Opened.class)).hasSize(1);
  }

  @Test
  void renewsAConnectionThatHasWaitedTooLong() {
    prepare();
    talk.passWithSound(Duration.ofSeconds(31), LOUD);

    assertThat(talk.streams.count()).isEqualTo(3);
    assertThat(talk.streams.stream(1).isCancelled).isTrue();
    assertThat(talk.streams.stream(1).names()).doesNotContain("audioInput");
  }

  @Test
  void movesAtTheDeadlineWhateverIsGoingOnAndAsksForTheAnswerAgain() {
    FakeStreams.Fake next = prepareWhileTheCallerSpeaks();
    talk.passWithSound(Duration.ofSeconds(20), LOUD);
    talk.stream().wholeText("u2", "USER", "FINAL", "For two, until Sunday.");
    talk.passWithSound(Duration.ofSeconds(6), LOUD);

    assertThat(talk.counters.of(NovaCounter.CONTINUATIONS)).isEqualTo(1);
    JsonNode last = next.all("contentStart").getLast();
    assertThat(last.get("interactive").asBoolean()).isTrue();
    assertThat(last.get("role").asString()).isEqualTo("USER");
    assertThat(next.all("textInput").getLast().get("content").asString())
        .isEqualTo("For two, until Sunday.");
  }

  @Test
  void goesOnWhenTheConnectionIsCutBeforeTheNextIsReady() {
    talk.pass(Duration.ofSeconds(300));
    talk.stream().listener.failed(ModelTimeoutException.builder().message("cut").build());
    talk.session.text("1");
    talk.passWithSound(Duration.ofSeconds(1), LOUD);
    assertThat(talk.streams.count()).isEqualTo(2);
    FakeStreams.Fake next = talk.streams.stream(1);
    next.listener.accepted();

    assertThat(talk.ears.all(EngineEvent.Failed.class)).isEmpty();
    assertThat(next.all("textInput").getLast().get("content").asString()).isEqualTo("1");
    assertThat(next.all("audioInput")).hasSize(25);
  }

  @Test
  void failsWithTheFirstReasonWhenNobodyTakesOver() {
    talk.pass(Duration.ofSeconds(300));
    talk.stream().listener.failed(ModelTimeoutException.builder().message("cut").build());
    talk.streams.stream(1).listener.failed(ThrottlingException.builder().build());

    assertThat(NovaProtocolTest.failure(talk).kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(talk.counters.of(NovaCounter.CONTINUATIONS_FAILED)).isEqualTo(1);
  }

  @Test
  void endsAsAskedWhileItIsCut() {
    talk.pass(Duration.ofSeconds(300));
    talk.stream().listener.failed(ModelTimeoutException.builder().message("cut").build());
    talk.session.close();

    assertThat(talk.ears.awaitEnd(Duration.ofSeconds(10))).isEqualTo(new EngineEvent.Ended());
    assertThat(talk.streams.stream(1).isCancelled).isTrue();
  }

  @Test
  void triesAgainWhenTheNextConnectionIsRefused() {
    prepare();
    talk.streams.stream(1).listener.failed(ThrottlingException.builder().build());
    talk.passWithSound(Duration.ofSeconds(4), LOUD);
    assertThat(talk.streams.count()).isEqualTo(2);
    talk.passWithSound(Duration.ofSeconds(2), LOUD);

    assertThat(talk.streams.count()).isEqualTo(3);
    assertThat(talk.ears.all(EngineEvent.Failed.class)).isEmpty();
  }

  @Test
  void tellsTheNextConnectionTheResultOfAToolThatThePresentOneAskedFor() {
    FakeStreams.Fake next = prepareWhileTheCallerSpeaks();
    talk.stream().say("toolUse", "{'toolUseId':'t1','toolName':'free_rooms','content':'{}'}");
    talk.pass(Duration.ofSeconds(26));
    assertThat(talk.counters.of(NovaCounter.CONTINUATIONS)).isEqualTo(1);

    talk.session.toolResult("t1", "{\"rooms\":3}");

    assertThat(next.all("textInput").getLast().get("content").asString())
        .contains("free_rooms")
        .contains("{\"rooms\":3}");
    assertThat(talk.stream().all("toolResult").getLast().get("content").asString())
        .contains("error");
  }

  @Test
  void interruptsWhatTheConnectionThatWasLeftStillHasPlaying() {
    FakeStreams.Fake next = prepareWhileTheCallerSpeaks();
    talk.stream().startAudio("a9");
    talk.stream().audio("a9", 24_000 * 40);
    talk.stream().end("a9", "AUDIO", "END_TURN");
    talk.pass(Duration.ofSeconds(26));
    assertThat(talk.counters.of(NovaCounter.CONTINUATIONS)).isEqualTo(1);

    next.wholeText("u9", "USER", "FINAL", "Stop.");

    List<EngineEvent> heard = talk.ears.all();
    assertThat(heard.get(heard.size() - 2)).isEqualTo(new EngineEvent.Interrupted());
  }

  @Test
  void tellsWhatTheConnectionThatWasLeftSaidLast() {
    prepare();
    talk.streams.stream(1).listener.accepted();
    talk.pass(Duration.ofSeconds(1));
    assertThat(talk.counters.of(NovaCounter.CONTINUATIONS)).isEqualTo(1);
    talk.stream().wholeText("late", "ASSISTANT", "FINAL", "Goodbye.");
    talk.stream().audio("late-audio", 100);
    talk.stream().say("usageEvent", "{'totalInputTokens':15,'totalOutputTokens':25}");

    assertThat(talk.ears.all(EngineEvent.Transcript.class).getLast().words()).isEqualTo("Goodbye.");
    assertThat(talk.ears.all(EngineEvent.Usage.class).getLast())
        .isEqualTo(new EngineEvent.Usage(15, 25));
  }

  private void prepare() {
    talk.pass(Duration.ofSeconds(365));
    answer("p3", "a3", "Are you there?");
    assertThat(talk.streams.count()).isEqualTo(2);
  }

  /// The next connection is ready at 445 s, and may not take over yet.
  private FakeStreams.Fake prepareWhileTheCallerSpeaks() {
    talk.pass(Duration.ofSeconds(445));
    talk.passWithSound(Duration.ofSeconds(1), LOUD);
    FakeStreams.Fake next = talk.streams.stream(1);
    next.listener.accepted();
    assertThat(talk.counters.of(NovaCounter.CONTINUATIONS)).isZero();
    return next;
  }

  private void answer(String planId, String audioId, String words) {
    FakeStreams.Fake service = talk.stream();
    service.wholeText(planId, "ASSISTANT", "SPECULATIVE", words);
    service.startAudio(audioId);
    service.audio(audioId, 2400);
    service.end(audioId, "AUDIO", "END_TURN");
    service.wholeText("f-" + planId, "ASSISTANT", "FINAL", words);
  }
}
