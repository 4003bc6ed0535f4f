package io.oratio.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.simulator.report.EndedBy;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Reply;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.script.ScriptReader;
import io.oratio.simulator.script.ToolCall;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whole conversations through the real AWS client.
@Timeout(60)
class ConversationTest {
  @TempDir Path folder;
  private NovaSimulator simulator;
  private SonicClient client;

  @BeforeEach
  void start() throws Exception {
    simulator =
        NovaSimulator.start(
            SimulatorSettings.standard()
                .withLimits(TestLimits.quick())
                .withQuota(30)
                .savingAudioIn(folder));
    client = new SonicClient(simulator.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    simulator.close();
  }

  @Test
  void speaksTheGreetingThatATextQuotesAndEndsInOrder() throws Exception {
    SonicCall call = client.open().begin();
    call.text("USER", true, "Greet the caller with: \"Good morning. This is the bakery.\"");
    call.awaitEndOfTurn();
    assertThat(call.hangUp().awaitEnd()).isEmpty();

    assertThat(call.texts("ASSISTANT", "SPECULATIVE"))
        .containsExactly("Good morning.", "This is the bakery.");
    assertThat(call.texts("ASSISTANT", "FINAL"))
        .containsExactly("Good morning.", "This is the bakery.");
    SessionReport report = onlyReport();
    assertThat(Tones.share(heard(call), report.toneHz(), 24_000)).isGreaterThan(0.8);
    assertThat(report.protocolErrors()).isEmpty();
    assertThat(report.endedBy()).isEqualTo(EndedBy.CLIENT);
    assertThat(report.texts()).isEqualTo(1);
    assertThat(report.audioSecondsOut()).isBetween(1.0, 3.0);
    assertThat(report.firstAudioMs()).isPresent();
    assertThat(report.responseMs()).hasSize(1);
    assertThat(call.events("completionStart")).hasSize(1);
    assertThat(call.events("completionEnd")).hasSize(1);
    assertThat(call.events("usageEvent")).isNotEmpty();
  }

  @Test
  void answersSpeechAfterThePauseAndThenTheNext() throws Exception {
    simulator.script(
        Script.standard()
            .withHeard("When do you open?", "Thanks")
            .withReplies(
                Reply.saying("We open at nine.").to("OPEN"), Reply.saying("You said {heard}.")));
    SonicCall call = client.open().begin().sound(16_000, 600, 0.3).sound(16_000, 400, 0);
    call.awaitEndOfTurn();
    call.sound(16_000, 300, 0.3).sound(16_000, 400, 0);
    call.await("textOutput", event -> event.text("content").equals("You said Thanks."));
    assertThat(call.hangUp().awaitEnd()).isEmpty();

    assertThat(call.texts("USER", "FINAL")).containsExactly("When do you open?", "Thanks");
    assertThat(call.texts("ASSISTANT", "SPECULATIVE"))
        .containsExactly("We open at nine.", "You said Thanks.");
    SessionReport report = onlyReport();
    assertThat(report.turns()).isEqualTo(2);
    assertThat(report.audioSecondsIn()).isBetween(1.69, 1.71);
    assertThat(report.audioRmsIn()).isBetween(4000.0, 6000.0);
    assertThat(report.eventsIn()).containsEntry("audioInput", 85).containsEntry("promptEnd", 1);
    assertThat(report.interruptions()).isZero();
  }

  @Test
  void sendsEventsOfATurnInTheOrderOfTheService() {
    SonicCall call = client.open().begin().sound(16_000, 600, 0.3).sound(16_000, 400, 0);
    call.awaitEndOfTurn();
    List<String> order =
        call.events().stream()
            .filter(event -> event.name().equals("contentStart"))
            .map(
                event ->
                    event.text("type")
                        + " "
                        + event.text("role")
                        + " "
                        + event
                            .text("additionalModelFields")
                            .replaceAll("generationStage|[^A-Z]", ""))
            .toList();
    assertThat(order)
        .containsExactly(
            "TEXT USER FINAL",
            "TEXT ASSISTANT SPECULATIVE",
            "AUDIO ASSISTANT ",
            "TEXT ASSISTANT SPECULATIVE",
            "AUDIO ASSISTANT ",
            "TEXT ASSISTANT FINAL",
            "TEXT ASSISTANT FINAL");
    List<String> reasons =
        call.events("contentEnd").stream()
            .filter(event -> event.text("type").equals("AUDIO"))
            .map(event -> event.text("stopReason"))
            .toList();
    assertThat(reasons).containsExactly("PARTIAL_TURN", "END_TURN");
    assertThat(call.hangUp().awaitEnd()).isEmpty();
  }

  @Test
  void stopsWhenTheCallerSpeaksOverItAndConfirmsOnlyWhatWasPlayed() throws Exception {
    simulator.script(
        Script.standard()
            .withGreeting(
                Reply.saying("one two three four five six seven eight nine ten")
                    .lasting(Duration.ofSeconds(30))));
    SonicCall call = client.open().begin().text("USER", true, "Please begin.");
    call.await("audioOutput");
    call.sound(16_000, 400, 0.3);
    call.await("textOutput", event -> event.text("content").equals("{ \"interrupted\" : true }"));
    call.await("contentEnd", event -> event.text("stopReason").equals("INTERRUPTED"));
    int chunks = call.events("audioOutput").size();
    call.sound(16_000, 400, 0);
    call.await(
        "contentStart",
        event -> event.text("role").equals("USER") && event.text("type").equals("TEXT"));
    assertThat(call.hangUp().awaitEnd()).isEmpty();

    assertThat(call.texts("ASSISTANT", "FINAL"))
        .doesNotContain("one two three four five six seven eight nine ten");
    assertThat(chunks * 40).as("milliseconds that were sent").isLessThan(30_000);
    assertThat(onlyReport().interruptions()).isEqualTo(1);
  }

  @Test
  void callsAToolAndSpeaksItsResult() throws Exception {
    simulator.script(
        Script.standard()
            .withReplies(
                Reply.saying("The shop said {result}")
                    .calling(new ToolCall("opening_hours", "{\"day\":\"monday\"}"))));
    SonicCall call = client.open().begin("opening_hours", "other");
    call.sound(16_000, 400, 0.3).sound(16_000, 400, 0);
    SonicCall.Event use = call.await("toolUse");
    assertThat(use.text("toolName")).isEqualTo("opening_hours");
    assertThat(use.text("content")).isEqualTo("{\"day\":\"monday\"}");
    call.await("contentEnd", event -> event.text("stopReason").equals("TOOL_USE"));
    assertThat(call.events("audioOutput")).isEmpty();
    call.toolResult(use.text("toolUseId"), "{\"hours\":\"9 to 5\"}");
    call.awaitEndOfTurn();
    assertThat(call.hangUp().awaitEnd()).isEmpty();

    assertThat(call.texts("ASSISTANT", "FINAL"))
        .containsExactly("The shop said {\"hours\":\"9 to 5\"}");
    SessionReport report = onlyReport();
    assertThat(report.toolUses()).isEqualTo(1);
    assertThat(report.toolResults()).isEqualTo(1);
    assertThat(report.protocolErrors()).isEmpty();
  }

  @Test
  void speaksWithoutAToolThatThePromptDoesNotDeclare() throws Exception {
    simulator.script(
        Script.standard()
            .withGreeting(Reply.saying("No tool.").calling(new ToolCall("absent", "{}"))));
    SonicCall call = client.open().begin().text("USER", true, "Go on.");
    call.awaitEndOfTurn();
    assertThat(call.hangUp().awaitEnd()).isEmpty();
    assertThat(call.events("toolUse")).isEmpty();
    assertThat(onlyReport().warnings()).hasSize(1);
  }

  @Test
  void takesHistoryBeforeAudioAndKeepsTheAudioItReceived() throws Exception {
    SonicCall call =
        client
            .open()
            .sessionStart()
            .promptStart(8_000)
            .text("SYSTEM", false, "Be brief.")
            .text("USER", false, "Hello")
            .text("ASSISTANT", false, "Hello, how can I help?")
            .audioStart(8_000)
            .sound(8_000, 1000, 0.2)
            .hangUp();
    assertThat(call.awaitEnd()).isEmpty();
    SessionReport report = onlyReport();
    assertThat(report.protocolErrors()).isEmpty();
    assertThat(report.inputRateHz()).isEqualTo(8_000);
    byte[] wav = Files.readAllBytes(Path.of(report.savedAudio().orElseThrow()));
    assertThat(wav).hasSize(44 + 16_000);
    byte[] pcm = java.util.Arrays.copyOfRange(wav, 44, wav.length);
    assertThat(Tones.share(pcm, 400, 8_000)).isGreaterThan(0.99);
  }

  @Test
  void playsARecordingAndSpeaksItselfWhenTheRecordingCannotBeRead() throws Exception {
    SonicCall recorder =
        client.open().begin().sound(16_000, 1000, 0.3).sound(16_000, 400, 0).hangUp();
    assertThat(recorder.awaitEnd()).isEmpty();
    Path wav = Path.of(onlyReport().savedAudio().orElseThrow());
    String script =
        "{\"replies\":[{\"when\":\"play\",\"say\":\"A tone.\",\"wav\":\"%s\"},"
            + "{\"say\":\"Nothing.\",\"wav\":\"absent.wav\"}]}";
    simulator.script(
        ScriptReader.over(Script.standard(), script.formatted(wav.getFileName()), folder));

    SonicCall call = client.open().begin().text("USER", true, "Play it.");
    call.awaitEndOfTurn();
    assertThat(call.hangUp().awaitEnd()).isEmpty();
    byte[] heard = heard(call);
    assertThat(heard).hasSize(2 * 24_000 * 14 / 10);
    assertThat(Tones.share(heard, 400, 24_000)).isGreaterThan(0.6);

    SonicCall other = client.open().begin().sound(16_000, 300, 0.3).sound(16_000, 400, 0);
    other.awaitEndOfTurn();
    assertThat(other.hangUp().awaitEnd()).isEmpty();
    assertThat(other.texts("ASSISTANT", "FINAL")).containsExactly("Nothing.");
    assertThat(other.events("audioOutput")).isNotEmpty();
  }

  @Test
  void tellsWhenSpeechBeginsAndEndsIfTheScriptSaysSo() {
    simulator.script(Script.standard().withSpeechEvents(true));
    SonicCall call = client.open().begin().sound(16_000, 500, 0.3).sound(16_000, 400, 0);
    assertThat(call.await("userSpeechStart").body().path("inputAudioOffsetMs").asInt()).isZero();
    assertThat(call.await("userSpeechEnd").body().path("inputAudioOffsetMs").asInt())
        .isEqualTo(500);
    call.hangUp().awaitEnd();
  }

  @Test
  void servesTwentySessionsAtOnceEachWithItsOwnVoice() throws Exception {
    List<SonicCall> calls = IntStream.range(0, 20).mapToObj(_ -> client.open().begin()).toList();
    calls.forEach(call -> call.text("USER", true, "Say: \"This is a test of many calls.\""));
    calls.forEach(SonicCall::awaitEndOfTurn);
    calls.forEach(SonicCall::hangUp);
    calls.forEach(call -> assertThat(call.awaitEnd()).isEmpty());

    List<SessionReport> reports = simulator.awaitReports(20, Duration.ofSeconds(20));
    assertThat(reports).allSatisfy(report -> assertThat(report.protocolErrors()).isEmpty());
    assertThat(reports.stream().map(SessionReport::toneHz).distinct()).hasSize(20);
    for (SonicCall call : calls) {
      String id = call.events("completionStart").getFirst().text("sessionId");
      SessionReport report =
          reports.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
      assertThat(Tones.share(heard(call), report.toneHz(), 24_000)).isGreaterThan(0.8);
    }
  }

  private SessionReport onlyReport() throws InterruptedException {
    return simulator.awaitReports(1, Duration.ofSeconds(10)).getFirst();
  }

  private static byte[] heard(SonicCall call) {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    call.events("audioOutput").forEach(event -> heard.writeBytes(event.pcm()));
    return heard.toByteArray();
  }
}
