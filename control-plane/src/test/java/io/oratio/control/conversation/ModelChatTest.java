package io.oratio.control.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.contract.Role;
import io.oratio.modelsimulator.ModelSimulator;
import io.oratio.modelsimulator.script.Fault;
import io.oratio.modelsimulator.script.Rule;
import io.oratio.modelsimulator.script.Script;
import io.oratio.modelsimulator.script.ToolCall;
import io.oratio.modelsimulator.script.When;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// With a language model behind the agent.
@Timeout(120)
class ModelChatTest {
  private static ApiRig rig;

  private ApiClient client;

  @BeforeAll
  static void start() {
    rig = ApiRig.start(ModelParts.class);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void open() {
    client = rig.as(Bakery.open(rig), Role.OPERATOR);
    rig.bean(ModelSimulator.class).script(Script.standard());
  }

  @Test
  void tellsWordsAndToolsAsTheyCome() throws Exception {
    rig.bean(ModelSimulator.class)
        .script(
            Script.of(
                Rule.calling(When.user("bread"), new ToolCall("order", "{}")),
                Rule.saying(When.answeredBy("order"), "Your bread is ordered.")));
    List<EventReader.Read> events =
        EventReader.all(
            client
                .with("Accept", "text/event-stream, application/json;q=0.5")
                .post("/chat/bakery", "{\"message\":\"Some bread please\"}")
                .expect(200)
                .text());
    List<String> names = events.stream().map(EventReader.Read::name).toList();
    assertThat(names).startsWith("run_status", "tool_call", "tool_result", "message_delta");
    assertThat(names).endsWith("message_delta", "run_status", "end");
    String words =
        String.join(
            "",
            events.stream()
                .filter(it -> it.name().equals("message_delta"))
                .map(it -> it.json().path("text").asString())
                .toList());
    assertThat(words).isEqualTo("Your bread is ordered.");
    assertThat(events.getLast().json().path("answer").asString()).isEqualTo(words);
  }

  @Test
  void saysThatTheModelIsAtFaultAndKeepsTheConversation() {
    String id =
        client
            .post("/chat/bakery", "{\"message\":\"hello\"}")
            .expect(200)
            .json()
            .path("sessionId")
            .asString();
    rig.bean(ModelSimulator.class).script(Script.of(Rule.failing(When.ALWAYS, Fault.HTTP_500)));
    String more = "{\"message\":\"again\",\"sessionId\":\"" + id + "\"}";
    client.post("/chat/bakery", more).expect(502, "UPSTREAM_FAILED");
    rig.bean(ModelSimulator.class).script(Script.standard());
    client.post("/chat/bakery", more).expect(200);
    JsonNode usage = client.get("/api/conversations/" + id).expect(200).json().path("usage");
    assertThat(usage.path("modelCalls").asInt()).isGreaterThanOrEqualTo(2);
  }
}
