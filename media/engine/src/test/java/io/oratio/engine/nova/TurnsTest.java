package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineEvent.AudioOut;
import io.oratio.engine.EngineEvent.Interrupted;
import io.oratio.engine.EngineEvent.SpeechEnd;
import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.EngineEvent.Transcript;
import io.oratio.engine.EngineSetups;
import io.oratio.engine.Speaker;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What we make of the service's contents.
@Timeout(60)
class TurnsTest {
  private static final String INTERRUPTED = "{ \\\"interrupted\\\" : true }";

  private NovaTalk talk;
  private FakeStreams.Fake service;

  @BeforeEach
  void open() {
    talk = new NovaTalk(NovaSettings.defaults(), EngineSetups.waiting());
    talk.accept();
    service = talk.stream();
  }

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void tellsPlannedWordsAgainWhenTheirSoundBeginsAndReplacesThemByWhatWasSaid() {
    service.wholeText("u", "USER", "FINAL", "A room, please.");
    service.wholeText("p", "ASSISTANT", "SPECULATIVE", "For how many?");
    service.startAudio("a");
    service.audio("a", 160);
    service.end("a", "AUDIO", "END_TURN");
    service.wholeText("f", "ASSISTANT", "FINAL", "For how many?");

    assertThat(talk.ears.all(Transcript.class))
        .containsExactly(
            new Transcript("u", Speaker.CALLER, Stage.FINAL, "A room, please.", ""),
            new Transcript("p", Speaker.AGENT, Stage.PLANNED, "For how many?", ""),
            new Transcript("p", Speaker.AGENT, Stage.PLANNED, "For how many?", "a"),
            new Transcript("p", Speaker.AGENT, Stage.FINAL, "For how many?", "a"));
    assertThat(talk.ears.all(AudioOut.class).getFirst().samples()).hasSize(160);
    assertThat(talk.ears.all().get(5)).isEqualTo(new SpeechEnd("a"));
  }

  @Test
  void matchesSaidWordsToTheirPlansInOrder() {
    service.wholeText("p1", "ASSISTANT", "SPECULATIVE", "One moment.");
    service.startAudio("a1");
    service.wholeText("p2", "ASSISTANT", "SPECULATIVE", "Three rooms are free tonight.");
    service.startAudio("a2");
    service.wholeText("f1", "ASSISTANT", "FINAL", "One moment.");
    service.wholeText("f2", "ASSISTANT", "FINAL", "Three rooms");
    service.wholeText("f3", "ASSISTANT", "FINAL", "are free tonight.");

    assertThat(finals())
        .containsExactly(
            new Transcript("p1", Speaker.AGENT, Stage.FINAL, "One moment.", "a1"),
            new Transcript("p2", Speaker.AGENT, Stage.FINAL, "Three rooms", "a2"),
            new Transcript(
                "p2", Speaker.AGENT, Stage.FINAL, "Three rooms are free tonight.", "a2"));
  }

  @Test
  void tellsWordsWithoutAPlanUnderTheirOwnId() {
    service.wholeText("f", "ASSISTANT", "FINAL", "Unplanned.");

    assertThat(finals())
        .containsExactly(new Transcript("f", Speaker.AGENT, Stage.FINAL, "Unplanned.", ""));
  }

  @Test
  void joinsTheTextsOfOneContent() {
    service.startText("u", "USER", "FINAL");
    service.text("u", "A room,");
    service.text("u", "please.");

    assertThat(finals().getLast())
        .isEqualTo(new Transcript("u", Speaker.CALLER, Stage.FINAL, "A room, please.", ""));
  }

  @Test
  void tellsAnInterruptionOnceHoweverItIsToldAndDropsStaleSound() {
    service.wholeText("p", "ASSISTANT", "SPECULATIVE", "Breakfast is from seven to ten.");
    service.startAudio("a");
    service.audio("a", 160);
    service.end("a", "AUDIO", "INTERRUPTED");
    service.audio("a", 160);
    service.startText("i", "ASSISTANT", "FINAL");
    service.text("i", INTERRUPTED);
    service.end("i", "TEXT", "INTERRUPTED");
    service.audio("a", 160);

    assertThat(talk.ears.all(Interrupted.class)).hasSize(1);
    assertThat(talk.ears.all(AudioOut.class)).hasSize(1);
    assertThat(talk.ears.all(SpeechEnd.class)).isEmpty();
    assertThat(talk.counters.of(NovaCounter.STALE_AUDIO)).isEqualTo(2);
  }

  @Test
  void hearsAnInterruptionInATextHoweverItIsSpaced() {
    service.startAudio("a");
    service.startText("i", "ASSISTANT", "FINAL");
    service.text("i", "{\\\"interrupted\\\":true}");
    assertThat(talk.ears.all(Interrupted.class)).hasSize(1);

    service.startAudio("b");
    service.startText("j", "ASSISTANT", "FINAL");
    service.text("j", "{ \\\"interrupted\\\" : false }");
    assertThat(talk.ears.all(Interrupted.class)).hasSize(1);
  }

  @Test
  void speaksAgainAfterAnInterruptionAndStillDropsTheOldSound() {
    service.wholeText("p", "ASSISTANT", "SPECULATIVE", "Breakfast is from seven to ten.");
    service.startAudio("a");
    service.text("i", INTERRUPTED);
    service.wholeText("u", "USER", "FINAL", "And dinner?");
    service.wholeText("q", "ASSISTANT", "SPECULATIVE", "Dinner is at eight.");
    service.startAudio("b");
    service.audio("a", 10);
    service.audio("b", 20);
    service.end("a", "AUDIO", "INTERRUPTED");
    service.end("b", "AUDIO", "END_TURN");
    service.wholeText("f", "ASSISTANT", "FINAL", "Dinner is at eight.");

    assertThat(talk.ears.all(Interrupted.class)).hasSize(1);
    assertThat(talk.ears.all(AudioOut.class)).extracting(AudioOut::contentId).containsExactly("b");
    assertThat(talk.ears.all(SpeechEnd.class)).containsExactly(new SpeechEnd("b"));
    assertThat(finals().getLast().id()).isEqualTo("q");
  }

  @Test
  void doesNotTakeOurInstructionsForTheCallersWords() {
    talk.session.say("Are you there?");
    service.wholeText("u", "USER", "FINAL", Wording.say("Are you there?"));

    assertThat(talk.ears.all(Transcript.class)).isEmpty();
  }

  @Test
  void doesNotTakeTheEndOfThePromptForTheEndOfATurn() {
    service.say("completionStart", "{'completionId':'1'}");
    service.say("userSpeechStart", "{'inputAudioOffsetMs':10}");
    service.say("userSpeechEnd", "{'inputAudioOffsetMs':900}");
    service.say("completionEnd", "{'stopReason':'END_TURN'}");

    assertThat(talk.ears.all()).containsExactly(new EngineEvent.Opened());
  }

  @Test
  void countsTokensAndWhatItDoesNotUnderstand() {
    service.say(
        "usageEvent",
        "{'details':{'delta':{'input':{'speechTokens':1}}},'totalInputTokens':7,'totalOutputTokens':9}");
    service.say("weatherEvent", "{'sunny':true,'list':[1,{'a':2}]}");
    service.listener.said("not json".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    service.listener.said("{\"event\":[]}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    service.say("audioOutput", "{'contentId':'a','content':'%%%'}");

    assertThat(talk.ears.all(EngineEvent.Usage.class)).containsExactly(new EngineEvent.Usage(7, 9));
    assertThat(talk.counters.of(NovaCounter.UNKNOWN_EVENTS)).isEqualTo(1);
    assertThat(talk.counters.of(NovaCounter.MALFORMED_EVENTS)).isEqualTo(3);
    assertThat(talk.ears.all(EngineEvent.Failed.class)).isEmpty();
  }

  @Test
  void breaksOffAServiceThatSendsOnlyNonsense() {
    for (int i = 0; i < 200; i++) {
      service.listener.said(new byte[] {(byte) i, 0, 17});
    }
    assertThat(NovaProtocolTest.failure(talk).kind())
        .isEqualTo(io.oratio.engine.EngineFailure.Kind.BROKEN);
  }

  private List<Transcript> finals() {
    return talk.ears.all(Transcript.class).stream()
        .filter(words -> words.stage() == Stage.FINAL)
        .toList();
  }
}
