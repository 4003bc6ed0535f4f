package io.oratio.modelsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.modelsimulator.report.RequestReport;
import io.oratio.modelsimulator.report.RequestReport.EndedBy;
import io.oratio.modelsimulator.script.Fault;
import io.oratio.modelsimulator.script.Pace;
import io.oratio.modelsimulator.script.Rule;
import io.oratio.modelsimulator.script.Script;
import io.oratio.modelsimulator.script.ToolCall;
import io.oratio.modelsimulator.script.When;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// What the simulator says, asks for and breaks.
@Timeout(30)
class ChatTest {
  private static final String TOOLS =
      """
      "tools":[{"type":"function","function":{"name":"hours","parameters":{"type":"object"}}},
               {"type":"function","function":{"name":"rooms"}}]\
      """;

  private ModelSimulator simulator;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    simulator = ModelSimulator.start(Script.standard());
    client = new Client(simulator);
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void answersInOnePieceWithItsUsage() throws Exception {
    simulator.script(Script.of(Rule.saying(When.user("OPEN"), "At nine. ({user})")));
    JsonNode answer = Client.json(client.chat(Client.user("When do you open?"), ""));
    JsonNode choice = answer.path("choices").path(0);
    assertThat(answer.path("object").stringValue()).isEqualTo("chat.completion");
    assertThat(choice.path("message").path("content").stringValue())
        .isEqualTo("At nine. (When do you open?)");
    assertThat(choice.path("finish_reason").stringValue()).isEqualTo("stop");
    assertThat(answer.path("usage").path("total_tokens").intValue())
        .isEqualTo(
            answer.path("usage").path("prompt_tokens").intValue()
                + answer.path("usage").path("completion_tokens").intValue())
        .isPositive();
  }

  @Test
  void streamsWordsThenTheReasonThenTheUsageThenDone() throws Exception {
    List<JsonNode> events =
        Client.events(
            client
                .chat(
                    Client.user("hello there"),
                    "\"stream\":true,\"stream_options\":{\"include_usage\":true}")
                .body());
    assertThat(events.getLast().stringValue()).isEqualTo("[DONE]");
    JsonNode usage = events.get(events.size() - 2);
    assertThat(usage.path("choices").isEmpty()).isTrue();
    assertThat(usage.path("usage").path("completion_tokens").intValue()).isPositive();
    assertThat(
            events
                .get(events.size() - 3)
                .path("choices")
                .path(0)
                .path("finish_reason")
                .stringValue())
        .isEqualTo("stop");
    String words =
        events.stream()
            .map(it -> it.path("choices").path(0).path("delta").path("content").asString(""))
            .collect(Collectors.joining());
    assertThat(words).isEqualTo("You said: hello there This is answer number 1.");
    assertThat(events.getFirst().path("choices").path(0).path("delta").path("role").stringValue())
        .isEqualTo("assistant");
    assertThat(events.getFirst().path("usage").isNull()).isTrue();
  }

  @Test
  void asksForTwoToolsAtOnceInFragmentsAndTakesTheirAnswers() throws Exception {
    simulator.script(
        Script.of(
            Rule.calling(
                When.user("regex:room (\\d+)"),
                new ToolCall("hours", "{\"day\":\"monday\"}"),
                new ToolCall("rooms", "{\"number\":\"{1}\"}")),
            Rule.saying(When.answeredBy("rooms"), "Done: {results}")));
    List<JsonNode> events =
        Client.events(client.chat(Client.user("room 12"), "\"stream\":true," + TOOLS).body());
    String second =
        events.stream()
            .flatMap(
                it -> it.path("choices").path(0).path("delta").path("tool_calls").valueStream())
            .filter(it -> it.path("index").intValue() == 1)
            .map(it -> it.path("function").path("arguments").asString(""))
            .collect(Collectors.joining());
    assertThat(second).isEqualTo("{\"number\":\"12\"}");
    JsonNode message =
        Client.json(client.chat(Client.user("room 12"), TOOLS))
            .path("choices")
            .path(0)
            .path("message");
    assertThat(message.path("tool_calls").size()).isEqualTo(2);
    String history =
        "[{\"role\":\"user\",\"content\":\"room 12\"},"
            + message
            + ",{\"role\":\"tool\",\"tool_call_id\":"
            + message.path("tool_calls").path(0).path("id")
            + ",\"content\":\"nine\"},{\"role\":\"tool\",\"tool_call_id\":"
            + message.path("tool_calls").path(1).path("id")
            + ",\"content\":\"free\"}]";
    JsonNode last = Client.json(client.chat(history, TOOLS));
    assertThat(last.path("choices").path(0).path("message").path("content").stringValue())
        .isEqualTo("Done: nine\nfree");
  }

  @Test
  void callsNoToolThatItMayNotCallAndOneWhereOnlyOneIsAllowed() throws Exception {
    simulator.script(
        Script.of(
            Rule.calling(When.ALWAYS, new ToolCall("hours", "{}"), new ToolCall("rooms", "{}"))));
    JsonNode none = Client.json(client.chat(Client.user("x"), "\"tool_choice\":\"none\"," + TOOLS));
    assertThat(none.path("choices").path(0).path("finish_reason").stringValue()).isEqualTo("stop");
    JsonNode one =
        Client.json(client.chat(Client.user("x"), "\"parallel_tool_calls\":false," + TOOLS));
    assertThat(one.path("choices").path(0).path("message").path("tool_calls").size()).isEqualTo(1);
  }

  @Test
  void answersInJsonWhereJsonIsAskedFor() throws Exception {
    JsonNode answer =
        Client.json(
            client.chat(
                Client.user("json please"), "\"response_format\":{\"type\":\"json_object\"}"));
    String content = answer.path("choices").path(0).path("message").path("content").stringValue();
    assertThat(Client.JSON.readTree(content).path("text").stringValue()).startsWith("You said");
  }

  @Test
  void throttlesOnceAndSaysWhenToComeBack() throws Exception {
    simulator.script(
        Script.of(
            Rule.failing(When.ALWAYS, Fault.HTTP_429).withRetryAfter(2).withTimes(1),
            Rule.saying(When.ALWAYS, "here")));
    HttpResponse<String> first = client.chat(Client.user("x"), "\"stream\":true");
    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(Client.json(first).path("error").path("code").stringValue())
        .isEqualTo("rate_limit_exceeded");
    assertThat(client.chat(Client.user("x"), "").statusCode()).isEqualTo(200);
  }

  @Test
  void breaksAStreamInTheMiddle() throws Exception {
    simulator.script(Script.of(Rule.failing(When.ALWAYS, Fault.BROKEN_STREAM).withAfterTokens(2)));
    assertThatThrownBy(() -> client.chat(Client.user("x"), "\"stream\":true"))
        .isInstanceOf(IOException.class);
    RequestReport report = simulator.awaitReports(1, Duration.ofSeconds(10)).getFirst();
    assertThat(report.endedBy()).isEqualTo(EndedBy.FAULT);
    assertThat(report.answerTokens()).isEqualTo(2);
  }

  @Test
  void breaksInTheOtherWaysToo() throws Exception {
    assertThat(broken(Fault.HTTP_500, "").statusCode()).isEqualTo(500);
    assertThat(broken(Fault.HTTP_503, "").statusCode()).isEqualTo(503);
    assertThat(broken(Fault.HTTP_401, "").statusCode()).isEqualTo(401);
    assertThat(broken(Fault.CONTEXT_LENGTH, "").body()).contains("context_length_exceeded");
    assertThat(broken(Fault.BAD_JSON, "\"stream\":true").body()).contains("{\"id\":\"chatcmpl-\n");
    assertThat(broken(Fault.EARLY_END, "\"stream\":true").body()).doesNotContain("[DONE]");
    assertThat(broken(Fault.ERROR_IN_STREAM, "\"stream\":true").body()).contains("{\"error\":");
    assertThat(broken(Fault.EMPTY, "").body()).contains("\"content\":\"\"");
    assertThatThrownBy(() -> broken(Fault.DISCONNECT, "")).isInstanceOf(IOException.class);
  }

  @Test
  void finishesForAnotherReasonAndKeepsItsPace() throws Exception {
    simulator.script(
        Script.of(
            Rule.saying(When.ALWAYS, "cut off")
                .withFinish("length")
                .withPace(new Pace(Duration.ofMillis(120), Duration.ZERO))));
    JsonNode answer = Client.json(client.chat(Client.user("x"), ""));
    assertThat(answer.path("choices").path(0).path("finish_reason").stringValue())
        .isEqualTo("length");
    assertThat(simulator.awaitReports(1, Duration.ofSeconds(5)).getFirst().firstTokenMs())
        .isGreaterThanOrEqualTo(119);
  }

  @Test
  void refusesOneRequestMoreThanItsQuota() throws Exception {
    try (ModelSimulator small = ModelSimulator.start(SimulatorSettings.standard().withQuota(0))) {
      HttpResponse<String> response = new Client(small).chat(Client.user("x"), "");
      assertThat(response.statusCode()).isEqualTo(429);
      assertThat(small.reports().getFirst().endedBy()).isEqualTo(EndedBy.QUOTA);
    }
  }

  @Test
  void takesAnotherScriptWhileItRuns() throws Exception {
    assertThat(
            client
                .request(
                    "POST",
                    "/simulator/scenario",
                    "{\"rules\":[{\"when\":{\"call\":2},\"say\":\"second\"},{\"say\":\"other\"}]}")
                .statusCode())
        .isEqualTo(200);
    assertThat(client.chat(Client.user("x"), "").body()).contains("other");
    assertThat(client.chat(Client.user("x"), "").body()).contains("second");
    assertThat(client.request("POST", "/simulator/scenario", "{\"rulez\":1}").body())
        .contains("has no rulez");
    assertThat(client.request("GET", "/simulator/reports", "").body()).contains("\"rule\":1");
    client.request("DELETE", "/simulator/scenario", "");
    assertThat(client.chat(Client.user("x"), "").body()).contains("You said");
  }

  @Test
  void listsItsModelsAndMakesVectors() throws Exception {
    simulator.script(Script.standard().withModels("a", "b"));
    assertThat(client.request("GET", "/v1/models", "").body()).contains("\"id\":\"b\"");
    JsonNode answer =
        Client.json(
            client.post(
                "/embeddings", "{\"model\":\"a\",\"input\":[\"one\",\"two\"],\"dimensions\":8}"));
    assertThat(answer.path("data").path(1).path("embedding").size()).isEqualTo(8);
  }

  private HttpResponse<String> broken(Fault fault, String more) throws Exception {
    simulator.script(Script.of(Rule.failing(When.ALWAYS, fault)));
    return client.chat(Client.user("x"), more);
  }
}
