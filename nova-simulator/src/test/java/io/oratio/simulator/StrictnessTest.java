package io.oratio.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.oratio.simulator.protocol.Refusal;
import io.oratio.simulator.report.EndedBy;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Reply;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.script.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/// Each offence against the protocol, with the service's wording, as the AWS client sees it.
@Timeout(120)
class StrictnessTest {
  private static NovaSimulator simulator;
  private static SonicClient client;

  @BeforeAll
  static void start() throws Exception {
    simulator = NovaSimulator.start(SimulatorSettings.standard().withLimits(TestLimits.quick()));
    simulator.script(
        Script.standard()
            .withGreeting(Reply.saying("{result}").calling(new ToolCall("find", "{}"))));
    client = new SonicClient(simulator.endpoint());
  }

  @AfterAll
  static void stop() {
    client.close();
    simulator.close();
  }

  private record Offence(String what, String message, Consumer<SonicCall> deed) {}

  private static Offence offence(String what, String message, Consumer<SonicCall> deed) {
    return new Offence(what, message, deed);
  }

  @TestFactory
  Stream<DynamicTest> refusesWithTheWordsOfTheService() {
    return offences()
        .map(
            offence ->
                dynamicTest(
                    offence.what(),
                    () -> {
                      SonicCall call = client.open();
                      offence.deed().accept(call);
                      Throwable error = call.awaitEnd().orElseThrow();
                      assertThat(error).isInstanceOf(ValidationException.class);
                      assertThat(((ValidationException) error).awsErrorDetails().errorMessage())
                          .isEqualTo(offence.message());
                    }));
  }

  private static Stream<Offence> offences() {
    return Stream.of(order(), names(), history(), shapes(), tools()).flatMap(List::stream);
  }

  private static List<Offence> order() {
    return List.of(
        offence(
            "promptStart before sessionStart",
            Refusal.INVALID_REQUEST,
            call -> call.promptStart(24_000)),
        offence(
            "a second sessionStart",
            Refusal.INVALID_REQUEST,
            call -> call.sessionStart().sessionStart()),
        offence(
            "a second promptStart",
            Refusal.INVALID_REQUEST,
            call -> call.sessionStart().promptStart(8000).promptStart(8000)),
        offence(
            "a prompt that is not closed at sessionEnd",
            "Error(s): Error 1 : The following prompts were not closed: [prompt-1]",
            call -> call.begin().contentEnd(SonicCall.AUDIO).sessionEnd()),
        offence(
            "a prompt that is not closed when the input ends",
            "Error(s): Error 1 : The following prompts were not closed: [prompt-1]",
            call -> call.begin().end()),
        offence(
            "a content that is not closed at promptEnd",
            "Error(s): Error 1 : The following contents were not closed: [audio-1]",
            call -> call.begin().promptEnd()),
        offence(
            "an input that ends without sessionEnd",
            Refusal.INVALID_REQUEST,
            call -> call.begin().contentEnd(SonicCall.AUDIO).promptEnd().end()),
        offence(
            "a second audio content",
            Refusal.INVALID_REQUEST,
            call ->
                call.begin()
                    .send(
                        """
                        {"event":{"contentStart":{"promptName":"prompt-1","contentName":"audio-2","type":"AUDIO",
                        "interactive":true,"role":"USER","audioInputConfiguration":{"mediaType":"audio/lpcm",
                        "sampleRateHertz":16000,"sampleSizeBits":16,"channelCount":1,"audioType":"SPEECH",
                        "encoding":"base64"}}}}\
                        """)));
  }

  private static List<Offence> names() {
    return List.of(
        offence(
            "audio for a content that is not open",
            "No open content found for content name: audio-1",
            call -> call.sessionStart().promptStart(24_000).sound(16_000, 20, 0)),
        offence(
            "audio after its content was closed",
            "No open content found for content name: audio-1",
            call -> call.begin().contentEnd(SonicCall.AUDIO).sound(16_000, 20, 0)),
        offence(
            "a contentName used twice",
            Refusal.INVALID_REQUEST,
            call -> call.begin().contentEnd(SonicCall.AUDIO).audioStart(16_000)),
        offence(
            "a promptName that is not open",
            "No open prompt found for prompt name: other",
            call ->
                call.sessionStart()
                    .promptStart(8000)
                    .send("{\"event\":{\"promptEnd\":{\"promptName\":\"other\"}}}")),
        offence(
            "text for an audio content",
            Refusal.INVALID_REQUEST,
            call -> call.begin().textInput(SonicCall.AUDIO, "hello")));
  }

  private static List<Offence> history() {
    String long40k = "x".repeat(41_000);
    return List.of(
        offence(
            "history after audio",
            Refusal.HISTORY_AFTER_AUDIO,
            call -> call.begin().text("USER", false, "hello")),
        offence(
            "audio within a text of the prompt",
            Refusal.HISTORY_AFTER_AUDIO,
            call ->
                call.sessionStart()
                    .promptStart(8000)
                    .textStart("open", "SYSTEM", false)
                    .audioStart(8000)),
        offence(
            "history that begins with ASSISTANT",
            Refusal.INVALID_REQUEST,
            call -> call.sessionStart().promptStart(8000).text("ASSISTANT", false, "hello")),
        offence(
            "history that does not alternate",
            Refusal.INVALID_REQUEST,
            call ->
                call.sessionStart()
                    .promptStart(8000)
                    .text("USER", false, "hello")
                    .text("USER", false, "again")),
        offence(
            "a system prompt after the history",
            Refusal.INVALID_REQUEST,
            call ->
                call.sessionStart()
                    .promptStart(8000)
                    .text("USER", false, "hello")
                    .text("SYSTEM", false, "be brief")),
        offence(
            "too much history",
            Refusal.HISTORY_TOO_LONG,
            call -> call.sessionStart().promptStart(8000).text("USER", false, long40k)));
  }

  private static List<Offence> shapes() {
    return List.of(
        offence("what is not JSON", Refusal.UNPARSABLE, call -> call.send("hello")),
        offence(
            "an unknown event", Refusal.UNPARSABLE, call -> call.send("{\"event\":{\"x\":{}}}")),
        offence(
            "an unknown member",
            Refusal.UNPARSABLE,
            call -> call.send("{\"event\":{\"sessionStart\":{\"topP\":1}}}")),
        offence(
            "a sensitivity outside its configuration",
            Refusal.UNPARSABLE,
            call ->
                call.send("{\"event\":{\"sessionStart\":{\"endpointingSensitivity\":\"HIGH\"}}}")),
        offence(
            "a sensitivity that does not exist",
            Refusal.UNPARSABLE,
            call ->
                call.send(
                    "{\"event\":{\"sessionStart\":{\"turnDetectionConfiguration\":"
                        + "{\"endpointingSensitivity\":\"EXTREME\"}}}}")),
        offence(
            "a topP above one",
            Refusal.UNPARSABLE,
            call ->
                call.send(
                    "{\"event\":{\"sessionStart\":{\"inferenceConfiguration\":{\"topP\":2}}}}")),
        offence(
            "an output rate that is not supported",
            Refusal.UNPARSABLE,
            call -> call.sessionStart().promptStart(44_100)),
        offence(
            "an input rate that is not supported",
            Refusal.UNPARSABLE,
            call -> call.sessionStart().promptStart(24_000).audioStart(48_000)),
        offence(
            "half a sample", Refusal.UNPARSABLE, call -> call.begin().audio(new byte[] {1, 2, 3})),
        offence(
            "audio that is not base64",
            Refusal.UNPARSABLE,
            call ->
                call.begin()
                    .send(
                        "{\"event\":{\"audioInput\":{\"promptName\":\"prompt-1\","
                            + "\"contentName\":\"audio-1\",\"content\":\"***\"}}}")),
        offence(
            "an unknown member of audioInput",
            Refusal.UNPARSABLE,
            call ->
                call.begin()
                    .send(
                        "{\"event\":{\"audioInput\":{\"promptName\":\"prompt-1\",\"role\":\"USER\","
                            + "\"contentName\":\"audio-1\",\"content\":\"AAA=\"}}}")));
  }

  private static List<Offence> tools() {
    String schemaAsObject =
        """
        {"event":{"promptStart":{"promptName":"p","textOutputConfiguration":{"mediaType":"text/plain"},
        "audioOutputConfiguration":{"mediaType":"audio/lpcm","sampleRateHertz":24000,"sampleSizeBits":16,
        "channelCount":1,"voiceId":"matthew","encoding":"base64","audioType":"SPEECH"},
        "toolConfiguration":{"tools":[{"toolSpec":{"name":"t","description":"d",
        "inputSchema":{"json":{"type":"object"}}}}]}}}}\
        """;
    return List.of(
        offence(
            "a schema that is not a string",
            Refusal.UNPARSABLE,
            call -> call.sessionStart().send(schemaAsObject)),
        offence(
            "a tool name with a blank",
            Refusal.UNPARSABLE,
            call -> call.sessionStart().promptStart(24_000, "my tool")),
        offence(
            "a result that nobody asked for",
            Refusal.TOOL_RESPONSE,
            call -> call.begin("find").toolResult("nobody", "{}")),
        offence(
            "a result that is prose",
            Refusal.TOOL_RESPONSE,
            call -> {
              call.begin("find").text("USER", true, "Find it.");
              call.toolResult(call.await("toolUse").text("toolUseId"), "nothing found");
            }),
        offence(
            "a result that is a list",
            Refusal.TOOL_RESPONSE,
            call -> {
              call.begin("find").text("USER", true, "Find it.");
              call.toolResult(call.await("toolUse").text("toolUseId"), "[]");
            }));
  }

  @Test
  void refusesTurnDetectionForTheFirstModel() {
    SonicCall call = client.open("amazon.nova-sonic-v1:0").sessionStart();
    assertThat(call.awaitEnd().orElseThrow()).hasMessageContaining(Refusal.UNPARSABLE);
  }

  @Test
  void refusesInteractiveTextForTheFirstModel() {
    SonicCall call =
        client
            .open("amazon.nova-sonic-v1:0")
            .send("{\"event\":{\"sessionStart\":{}}}")
            .promptStart(24_000)
            .text("USER", true, "hello");
    assertThat(call.awaitEnd().orElseThrow()).hasMessageContaining(Refusal.INVALID_REQUEST);
  }

  @Test
  void notesOffencesAndGoesOnWhenLenient() throws Exception {
    try (NovaSimulator lenient =
            NovaSimulator.start(
                SimulatorSettings.standard().lenient().withLimits(TestLimits.quick()));
        SonicClient other = new SonicClient(lenient.endpoint())) {
      SonicCall call = other.open().begin().text("ASSISTANT", false, "too late");
      call.send("nonsense").text("USER", true, "Say \"still here\"");
      call.awaitEndOfTurn();
      assertThat(call.hangUp().awaitEnd()).isEmpty();
      SessionReport report = lenient.awaitReports(1, Duration.ofSeconds(10)).getFirst();
      assertThat(report.endedBy()).isEqualTo(EndedBy.CLIENT);
      assertThat(report.protocolErrors())
          .hasSize(3)
          .anyMatch(error -> error.startsWith(Refusal.HISTORY_AFTER_AUDIO))
          .anyMatch(error -> error.startsWith(Refusal.UNPARSABLE));
    }
  }
}
