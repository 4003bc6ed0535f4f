package io.oratio.engine.nova;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineFailure.Kind;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.EngineSetup.Said;
import io.oratio.engine.EngineSetups;
import io.oratio.engine.Speaker;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What we say to the service, in which order, and what we make of its delays and ends.
@Timeout(60)
class NovaProtocolTest {
  private static final NovaSettings SETTINGS = NovaSettings.defaults();

  @Test
  void opensInTheOrderOfTheProtocolAndGreetsByText() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.greeting("Hello there."))) {
      assertThat(talk.stream().names())
          .containsExactly(
              "sessionStart",
              "promptStart",
              "contentStart",
              "textInput",
              "contentEnd",
              "contentStart",
              "contentStart",
              "textInput",
              "contentEnd");
      List<JsonNode> starts = talk.stream().all("contentStart");
      assertThat(starts.get(0).get("role").asString()).isEqualTo("SYSTEM");
      assertThat(starts.get(0).get("interactive").asBoolean()).isFalse();
      assertThat(starts.get(1).get("type").asString()).isEqualTo("AUDIO");
      assertThat(starts.get(1).get("interactive").asBoolean()).isTrue();
      assertThat(starts.get(2).get("role").asString()).isEqualTo("USER");
      assertThat(starts.get(2).get("interactive").asBoolean()).isTrue();
      assertThat(talk.stream().all("textInput").getLast().get("content").asString())
          .contains("Hello there.");
    }
  }

  @Test
  void saysWhoTheAgentIsAndWhatItMayUse() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.of("", 8000, 16_000))) {
      assertThat(talk.stream().modelId).isEqualTo("amazon.nova-2-sonic-v1:0");
      JsonNode prompt = talk.stream().all("promptStart").getFirst();
      JsonNode speech = prompt.get("audioOutputConfiguration");
      assertThat(speech.get("voiceId").asString()).isEqualTo("matthew");
      assertThat(speech.get("sampleRateHertz").asInt()).isEqualTo(16_000);
      JsonNode schema = prompt.at("/toolConfiguration/tools/0/toolSpec/inputSchema/json");
      assertThat(schema.isString()).as("the schema is a string of JSON").isTrue();
      assertThat(new ObjectMapper().readTree(schema.asString()).isObject()).isTrue();
      JsonNode audio = talk.stream().all("contentStart").getLast();
      assertThat(audio.at("/audioInputConfiguration/sampleRateHertz").asInt()).isEqualTo(8000);
      assertThat(talk.stream().all("sessionStart").getFirst().has("turnDetectionConfiguration"))
          .isFalse();
    }
  }

  @Test
  void tellsThePastAlternatelyBeginningWithTheCaller() {
    EngineSetup setup =
        EngineSetups.withHistory(
            EngineSetups.waiting(),
            List.of(
                new Said(Speaker.AGENT, "Hello."),
                new Said(Speaker.CALLER, "A room, please."),
                new Said(Speaker.CALLER, "For two."),
                new Said(Speaker.AGENT, "Of course.")));
    try (NovaTalk talk = new NovaTalk(SETTINGS, setup)) {
      List<String> roles =
          talk.stream().all("contentStart").stream()
              .map(start -> start.get("role").asString())
              .toList();
      assertThat(roles).containsExactly("SYSTEM", "USER", "ASSISTANT", "USER");
      assertThat(talk.stream().all("textInput").get(1).get("content").asString())
          .isEqualTo("A room, please. For two.");
    }
  }

  @Test
  void cutsLongTextsIntoPiecesThatAreWholeCharacters() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      String words = "é€😀".repeat(700);
      talk.session.text(words);

      List<JsonNode> pieces = talk.stream().all("textInput");
      StringBuilder whole = new StringBuilder();
      for (JsonNode piece : pieces.subList(1, pieces.size())) {
        String content = piece.get("content").asString();
        assertThat(content.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
            .isLessThanOrEqualTo(1000);
        whole.append(content);
      }
      assertThat(whole.toString()).isEqualTo(words);
    }
  }

  @Test
  void writesHalfASurrogatePairAsAQuestionMark() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      talk.session.text("cut \uD83D");

      assertThat(talk.stream().all("textInput").getLast().get("content").asString())
          .isEqualTo("cut ?");
    }
  }

  @Test
  void gathersTheCallersSoundIntoEventsOfOneLength() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      short[] frame = new short[320];
      for (int i = 0; i < frame.length; i++) {
        frame[i] = (short) (i - 1000);
      }
      for (int i = 0; i < 5; i++) {
        talk.session.audio(frame, 0, frame.length);
      }
      List<JsonNode> sound = talk.stream().all("audioInput");
      assertThat(sound).hasSize(2);
      byte[] pcm = Base64.getDecoder().decode(sound.getFirst().get("content").asString());
      assertThat(pcm).hasSize(2 * 640);
      assertThat((short) (pcm[2] & 0xff | pcm[3] << 8)).isEqualTo((short) -999);
      String audioName = talk.stream().all("contentStart").getLast().get("contentName").asString();
      assertThat(sound.getFirst().get("contentName").asString()).isEqualTo(audioName);
    }
  }

  @Test
  void closesInTheOrderOfTheProtocolWithTheNamesItOpened() {
    NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting());
    talk.accept();
    talk.session.audio(new short[100], 0, 100);
    talk.session.close();
    talk.session.audio(new short[1000], 0, 1000);
    talk.session.text("late");

    List<String> names = talk.stream().names();
    assertThat(names.subList(names.size() - 4, names.size()))
        .containsExactly("audioInput", "contentEnd", "promptEnd", "sessionEnd");
    assertThat(talk.stream().all("contentEnd").getLast().get("contentName"))
        .isEqualTo(talk.stream().all("contentStart").getLast().get("contentName"));
    assertThat(talk.stream().isComplete).isTrue();
    assertThat(talk.ears.all()).containsExactly(new EngineEvent.Opened());
    talk.stream().listener.completed();
    assertThat(talk.ears.all().getLast()).isEqualTo(new EngineEvent.Ended());
    talk.close();
  }

  @Test
  void takesACompletionThatWasNotAskedForAsAFailure() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      talk.accept();
      talk.stream().listener.completed();

      assertThat(failure(talk).kind()).isEqualTo(Kind.BROKEN);
    }
  }

  @Test
  void reportsAFailureOnce() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      talk.accept();
      talk.stream().listener.failed(new IllegalStateException("first"));
      talk.stream().listener.failed(new IllegalStateException("second"));
      talk.stream().listener.completed();

      assertThat(talk.ears.all(EngineEvent.Failed.class)).hasSize(1);
      assertThat(failure(talk).message()).contains("first");
    }
  }

  @Test
  void givesUpOnAServiceThatDoesNotAcceptTheStream() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      talk.pass(Duration.ofSeconds(14));
      assertThat(talk.ears.all()).isEmpty();
      talk.pass(Duration.ofSeconds(2));

      assertThat(failure(talk).kind()).isEqualTo(Kind.SILENT);
      assertThat(talk.stream().isCancelled).isTrue();
    }
  }

  @Test
  void givesUpOnAServiceThatDoesNotAnswerATextButNotOnAQuietCaller() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      talk.accept();
      talk.pass(Duration.ofMinutes(5));
      assertThat(talk.ears.all()).containsExactly(new EngineEvent.Opened());

      talk.session.text("1");
      talk.pass(Duration.ofSeconds(21));

      assertThat(failure(talk).kind()).isEqualTo(Kind.SILENT);
    }
  }

  @Test
  void givesUpOnAnAnswerThatStopsInTheMiddle() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      talk.accept();
      talk.stream().startAudio("a");
      talk.stream().audio("a", 100);
      talk.pass(Duration.ofSeconds(21));

      assertThat(failure(talk).kind()).isEqualTo(Kind.SILENT);
    }
  }

  @Test
  void doesNotWaitForTheRestOfWhatWasInterrupted() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      talk.accept();
      talk.stream().startAudio("a");
      talk.stream().text("t", "{ \\\"interrupted\\\" : true }");
      talk.pass(Duration.ofSeconds(60));

      assertThat(talk.ears.all(EngineEvent.Failed.class)).isEmpty();
    }
  }

  @Test
  void endsByItselfWhenTheServiceDoesNotEndTheStream() {
    NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting());
    talk.accept();
    talk.session.close();
    talk.pass(Duration.ofSeconds(4));

    assertThat(talk.ears.all().getLast()).isEqualTo(new EngineEvent.Ended());
    assertThat(talk.stream().isCancelled).isTrue();
    talk.close();
  }

  @Test
  void endsWellWhenTheStreamFailsAfterWeHaveEndedIt() {
    NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting());
    talk.accept();
    talk.session.close();
    talk.stream().listener.failed(new IllegalStateException("late"));

    assertThat(talk.ears.all().getLast()).isEqualTo(new EngineEvent.Ended());
    assertThat(talk.counters.of(NovaCounter.FAILURES_AFTER_CLOSE)).isEqualTo(1);
    talk.close();
  }

  @Test
  void feedsSilenceWhenNoSoundComes() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      talk.accept();
      talk.pass(Duration.ofSeconds(9));
      assertThat(talk.stream().all("audioInput")).isEmpty();
      talk.pass(Duration.ofSeconds(6));

      assertThat(talk.stream().all("audioInput").size()).isBetween(4, 7);
      assertThat(talk.counters.of(NovaCounter.SILENCE_FED)).isBetween(4L, 7L);
    }
  }

  @Test
  void failsWhenNothingMoreFitsIntoTheQueue() {
    try (NovaTalk talk = new NovaTalk(SETTINGS, EngineSetups.waiting())) {
      talk.accept();
      talk.stream().isFull = true;
      talk.session.text("too much");
      talk.pass(Duration.ofSeconds(1));

      assertThat(failure(talk).kind()).isEqualTo(Kind.SILENT);
      assertThat(talk.counters.of(NovaCounter.OUTBOX_FULL)).isPositive();
    }
  }

  @Test
  void tunesTurnTakingAndTakesTextOnlyFromTheSecondGenerationOn() {
    EngineSetup greeting = EngineSetups.greeting("Hello there.");
    NovaSettings first = SETTINGS.withModelId("amazon.nova-sonic-v1:0");
    try (NovaTalk talk = new NovaTalk(first, greeting)) {
      talk.session.text("1");
      assertThat(talk.stream().all("textInput")).hasSize(1);
      assertThat(talk.stream().all("textInput").getFirst().get("content").asString())
          .contains("Hello there.");
      assertThat(talk.counters.of(NovaCounter.TEXT_UNSUPPORTED)).isEqualTo(1);
    }
    NovaSettings tuned =
        new NovaSettings(
            "amazon.nova-2-5-sonic",
            null,
            null,
            "",
            java.util.Optional.of("LOW"),
            null,
            null,
            null,
            null,
            null);
    try (NovaTalk talk = new NovaTalk(tuned, EngineSetups.waiting())) {
      assertThat(
              talk.stream()
                  .all("sessionStart")
                  .getFirst()
                  .at("/turnDetectionConfiguration/endpointingSensitivity")
                  .asString())
          .isEqualTo("LOW");
    }
  }

  static EngineFailure failure(NovaTalk talk) {
    EngineEvent last = talk.ears.all().getLast();
    assertThat(last).isInstanceOf(EngineEvent.Failed.class);
    return ((EngineEvent.Failed) last).failure();
  }
}
