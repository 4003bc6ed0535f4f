package io.oratio.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Turn;
import io.oratio.domain.tool.ToolExecution;
import io.oratio.modelsimulator.ModelSimulator;
import io.oratio.modelsimulator.script.Rule;
import io.oratio.modelsimulator.script.ToolCall;
import io.oratio.modelsimulator.script.When;
import io.oratio.phone.call.CallOptions;
import io.oratio.phone.call.Phone;
import io.oratio.phone.call.PhoneCall;
import io.oratio.phone.call.PhoneSettings;
import io.oratio.phone.sound.Sounds;
import io.oratio.simulator.NovaSimulator;
import io.oratio.simulator.SimulatorSettings;
import io.oratio.simulator.script.Reply;
import io.oratio.storage.StorageSettings;
import io.oratio.storage.Stores;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same tools asked for by Nova Sonic in a phone call and by a language model in a chat, both
/// through the real clients.
@Timeout(240)
class ToolsOnBothChannelsTest {
  private static final String AGENT =
      """
      {
        "schemaVersion": 1,
        "agentId": "orders",
        "agentName": "Orders",
        "agentType": "both",
        "language": "en-US",
        "timeZone": "UTC",
        "dialledNumbers": ["orders"],
        "greeting": "Hello.",
        "tools": [
          {
            "kind": "http",
            "name": "order_state",
            "description": "Where an order is.",
            "method": "GET",
            "url": "http://localhost:PORT/orders/{number}",
            "headers": {"X-Key": "{{secret:ORDERS}}"},
            "arguments": {
              "type": "object",
              "required": ["number"],
              "properties": {"number": {"type": "string", "pattern": "^[0-9]{4}$"}}
            },
            "result": {"type": "object", "required": ["state"]},
            "response": {"state": "/order/state"}
          },
          {
            "kind": "http",
            "name": "slow_state",
            "description": "Where an order is, slowly.",
            "method": "GET",
            "url": "http://localhost:PORT/slow"
          }
        ]
      }
      """;

  @TempDir static Path folder;
  private static final List<String> ASKED = new CopyOnWriteArrayList<>();
  private static HttpServer orders;
  private static NovaSimulator nova;
  private static ModelSimulator model;
  private static UpProcess up;
  private static Phone phone;
  private static Map<String, String> environment;

  @BeforeAll
  static void start() throws Exception {
    orders = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    orders.createContext(
        "/orders",
        exchange -> {
          ASKED.add(
              exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-Key"));
          byte[] answer =
              "{\"order\":{\"state\":\"packed\",\"key\":\"k-1234567\"}}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    orders.createContext("/slow", _ -> {}); // never answered
    orders.setExecutor(java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor());
    orders.start();
    String port = String.valueOf(orders.getAddress().getPort());
    nova = NovaSimulator.start(SimulatorSettings.standard().strictly());
    nova.script(
        nova.script()
            .withHeard("Where is my order?")
            .withReplies(
                Reply.saying("It is {result}.")
                    .calling(
                        new io.oratio.simulator.script.ToolCall(
                            "order_state", "{\"number\":\"4711\"}"))));
    model =
        ModelSimulator.start(
            io.oratio.modelsimulator.script.Script.of(
                Rule.calling(
                    When.user("order"), new ToolCall("order_state", "{\"number\":\"4711\"}")),
                Rule.saying(When.answeredBy("order_state"), "It is packed.")));
    environment =
        Map.of(
            "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:" + nova.port(),
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test",
            "ORATIO_OUTBOUND_ALLOWED", "http://localhost:" + port,
            "ORATIO_SECRETS_ORDERS", "k-1234567",
            "ORATIO_MODEL_PROVIDER", "openai-compatible",
            "ORATIO_MODEL_BASEURL", model.baseUrl().toString(),
            "ORATIO_MODEL_NAME", "scripted");
    up = UpProcess.start(folder, "nova", environment);
    Path agent = Files.createDirectories(folder.resolve("orders"));
    Files.writeString(agent.resolve("agent.json"), AGENT.replace("PORT", port));
    Files.writeString(agent.resolve("prompt.md"), "You tell callers where their orders are.\n");
    assertThat(run("agent", "apply", agent.toString())).isZero();
    phone = new Phone(PhoneSettings.loopback());
  }

  @AfterAll
  static void stop() throws Exception {
    phone.close();
    up.close();
    nova.close();
    model.close();
    orders.stop(0);
  }

  @Test
  void recordTheSameArgumentsAndTheSameResult() throws Exception {
    Session spoken = call();
    assertThat(run("chat", "orders", "--message", "Where is my order?", "--json")).isZero();
    try (Stores stores = stores()) {
      Session written =
          stores.sessions().recent(DemoTenant.ID, 10).stream()
              .filter(it -> it.sessionType() == io.oratio.domain.session.SessionType.TEXT)
              .findFirst()
              .orElseThrow();
      ToolExecution one = only(stores, spoken);
      ToolExecution other = only(stores, written);
      assertThat(one.state()).isEqualTo(ToolExecution.State.DONE);
      assertThat(one.toolName()).isEqualTo("order_state");
      assertThat(one.arguments()).isEqualTo(other.arguments()).contains("4711");
      assertThat(one.result()).isEqualTo(other.result());
      assertThat(one.result().orElseThrow()).contains("packed").doesNotContain("k-1234567");
      assertThat(one.authority()).isEqualTo(other.authority());
      assertThat(other.state()).isEqualTo(one.state());
    }
    assertThat(ASKED).containsExactly("/orders/4711 k-1234567", "/orders/4711 k-1234567");
    assertThat(nova.reports().getLast().protocolErrors()).isEmpty();
    assertThat(model.protocolErrors()).isZero();
  }

  @Test
  void keepTheCallerFromSilenceWhileAToolHangs() throws Exception {
    var before = nova.script();
    nova.script(
        before.withReplies(
            Reply.saying("I am sorry, I cannot see it now.")
                .calling(new io.oratio.simulator.script.ToolCall("slow_state", "{}"))));
    try {
      Session spoken = call();
      try (Stores stores = stores()) {
        ToolExecution hung = only(stores, spoken);
        assertThat(hung.state()).isNotEqualTo(ToolExecution.State.DONE);
        List<Turn> turns = stores.sessions().turns(DemoTenant.ID, spoken.sessionId(), 0, 100);
        Turn tool =
            turns.stream().filter(it -> it.role() == Turn.Role.TOOL).findFirst().orElseThrow();
        assertThat(tool.content()).contains("error");
        Turn filler =
            turns.stream()
                .filter(it -> it.content().startsWith("One moment"))
                .findFirst()
                .orElseThrow();
        Turn apology =
            turns.stream()
                .filter(it -> it.content().startsWith("I am sorry"))
                .findFirst()
                .orElseThrow();
        Duration asked = tool.offset().minusSeconds(8);
        assertThat(filler.offset().minus(asked)).isLessThan(Duration.ofSeconds(3));
        assertThat(apology.offset()).isGreaterThan(filler.offset());
      }
    } finally {
      nova.script(before);
    }
  }

  /// Calls the agent, asks, listens to the answer, and hangs up.
  private static Session call() throws Exception {
    int before = ended();
    String uri = up.dial().replace("demo@", "orders@");
    PhoneCall call = phone.dial(uri, CallOptions.USUAL.withSound(Sounds::silence), _ -> {});
    call.answered().toCompletableFuture().get(30, TimeUnit.SECONDS);
    UpProcess.await(() -> call.heard().silentMs().orElse(0L) > 800, "no greeting was heard");
    short[] question = Arrays.copyOf(Sounds.speechLike(140, 7), 8000 * 2);
    int uses = nova.reports().size();
    call.play(Sounds.once(question)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    UpProcess.await(() -> call.heard().silentMs().orElse(0L) < 300, "nothing was heard");
    UpProcess.await(() -> call.heard().silentMs().orElse(0L) > 9_000, "it did not end");
    call.hangUp();
    call.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
    nova.awaitReports(uses + 1, Duration.ofSeconds(20));
    return up.closed(before + 1).getFirst().session();
  }

  private static int ended() {
    try (Stores stores = stores()) {
      return (int)
          stores.sessions().recent(DemoTenant.ID, 100).stream()
              .filter(it -> it.endTime().isPresent())
              .count();
    }
  }

  private static ToolExecution only(Stores stores, Session session) {
    List<ToolExecution> all = stores.toolExecutions().ofSession(DemoTenant.ID, session.sessionId());
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static Stores stores() {
    return Stores.attach(StorageSettings.usual(), folder.resolve("data"));
  }

  private static int run(String... words) throws Exception {
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--data";
    all[words.length + 1] = folder.resolve("data").toString();
    return UpProcess.run(folder.resolve("verbs.log"), environment, all);
  }
}
