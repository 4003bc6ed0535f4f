package io.oratio.control.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.conversation.Bakery;
import io.oratio.control.conversation.ModelParts;
import io.oratio.control.rig.ApiAnswer;
import io.oratio.control.rig.ApiClient;
import io.oratio.control.rig.ApiRig;
import io.oratio.control.web.Caller;
import io.oratio.control.web.contract.Role;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantId;
import io.oratio.modelsimulator.ModelSimulator;
import io.oratio.modelsimulator.script.Fault;
import io.oratio.modelsimulator.script.Rule;
import io.oratio.modelsimulator.script.Script;
import io.oratio.modelsimulator.script.When;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class CompletionTest {
  private static ApiRig rig;

  private TenantId tenant;
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
    tenant = Bakery.open(rig);
    client = rig.withKey(tenant, "chat:write", "agents:read");
    rig.bean(ModelSimulator.class).script(Script.standard());
  }

  @Test
  void answersWithWhatWasSaidBeforeAndWhatWasUsed() {
    JsonNode answer =
        ask("""
        {"model": "bakery", "n": 1, "user": "anna", "messages": [
          {"role": "user", "content": "My name is Anna."},
          {"role": "assistant", "content": "Good morning, Anna."},
          {"role": "user", "content": "Hello"}]}\
        """)
            .expect(200)
            .json();
    assertThat(answer.at("/choices/0/message/content").asString()).contains("You said: Hello");
    assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    assertThat(answer.at("/usage/total_tokens").asLong()).isPositive();
    assertThat(rig.bean(ModelSimulator.class).bodies().getLast())
        .contains("My name is Anna.", "Good morning, Anna.")
        .doesNotContain(Bakery.GREETING + "\"");
    Sessions sessions = rig.bean(Sessions.class);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (sessions.find(tenant, answer.path("id").asString()).orElseThrow().endTime().isEmpty()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void streamsChunksUntilDone() {
    List<String> data =
        ask("""
        {"model": "bakery", "stream": true, "stream_options": {"include_usage": true},
         "messages": [{"role": "user", "content": "Hello"}]}\
        """)
            .expect(200)
            .text()
            .lines()
            .filter(it -> it.startsWith("data: "))
            .map(it -> it.substring(6))
            .toList();
    assertThat(data.getLast()).isEqualTo("[DONE]");
    List<JsonNode> chunks =
        data.subList(0, data.size() - 1).stream().map(JsonMapper.shared()::readTree).toList();
    assertThat(chunks.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
    assertThat(
            String.join(
                "",
                chunks.stream().map(it -> it.at("/choices/0/delta/content").asString("")).toList()))
        .contains("You said: Hello");
    assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asString())
        .isEqualTo("stop");
    assertThat(chunks.getLast().at("/usage/total_tokens").asLong()).isPositive();
  }

  @Test
  void saysThatAnAnswerWasCutOff() {
    rig.bean(ModelSimulator.class)
        .script(Script.of(Rule.saying(When.ALWAYS, "A long story").withFinish("length")));
    assertThat(
            ask("{\"model\":\"bakery\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .expect(200)
                .json()
                .at("/choices/0/finish_reason")
                .asString())
        .isEqualTo("length");
  }

  @Test
  void refusesWhatItDoesNotDo() {
    for (String field : List.of("tools", "temperature", "response_format")) {
      ApiAnswer refused =
          ask("{\"model\":\"bakery\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\""
                  + field
                  + "\":1}")
              .expect(400, "FIELD_UNSUPPORTED");
      assertThat(refused.text()).contains("\"/" + field + "\"");
    }
    ask("{\"model\":\"bakery\",\"messages\":[{\"role\":\"system\",\"content\":\"Hi\"}]}")
        .expect(400, "REQUEST_INVALID");
    ask("{\"model\":\"bakery\",\"messages\":[{\"role\":\"assistant\",\"content\":\"Hi\"}]}")
        .expect(422, "VALIDATION_FAILED");
    ask("{\"model\":\"nobody\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
        .expect(404, "AGENT_NOT_FOUND");
    rig.bean(ModelSimulator.class).script(Script.of(Rule.failing(When.ALWAYS, Fault.HTTP_500)));
    ask("{\"model\":\"bakery\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
        .expect(502, "UPSTREAM_FAILED");
  }

  @Test
  void offersEachCallerTheirAgentsOnly() {
    Agents agents = rig.bean(Agents.class);
    Bakery.open(agents, tenant, "other", AgentStatus.ACTIVE);
    Bakery.open(agents, tenant, "paused", AgentStatus.PAUSED);
    assertThat(models(client)).containsExactly("bakery", "other");
    ApiClient limited =
        rig.as(new Caller.Key("k", tenant, Set.of("chat:write", "agents:read"), Set.of("other")));
    assertThat(models(limited)).containsExactly("other");
    limited
        .post(
            "/v1/chat/completions",
            "{\"model\":\"bakery\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
        .expect(404, "AGENT_NOT_FOUND");
    assertThat(models(rig.as(rig.newTenant(), Role.OWNER))).isEmpty();
  }

  private ApiAnswer ask(String body) {
    return client.post("/v1/chat/completions", body);
  }

  private static List<String> models(ApiClient client) {
    return client
        .get("/v1/models")
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .map(it -> it.path("id").asString())
        .toList();
  }
}
