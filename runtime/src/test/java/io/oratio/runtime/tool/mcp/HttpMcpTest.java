package io.oratio.runtime.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.agent.ToolDefinition.Bounds;
import io.oratio.runtime.outbound.AllowedTarget;
import io.oratio.runtime.outbound.FakeNames;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundSettings;
import io.oratio.runtime.outbound.RawServer;
import io.oratio.runtime.tool.ToolFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Timeout(90)
class HttpMcpTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RawServer server;
  private final OutboundHttp http;
  private final AtomicInteger sessions = new AtomicInteger();
  private final CountDownLatch testOver = new CountDownLatch(1);
  private volatile String mode = "json";

  HttpMcpTest() throws IOException {
    server = new RawServer(this::answer);
    http =
        new OutboundHttp(
            OutboundSettings.USUAL.withAllowed(
                List.of(AllowedTarget.parse("http://shop.example:" + server.port()))),
            new FakeNames().answer("shop.example", "127.0.0.1"));
  }

  @AfterEach
  void end() throws IOException {
    testOver.countDown();
    http.close();
    server.close();
  }

  private void answer(String request, OutputStream out) throws IOException, InterruptedException {
    var body = request.substring(request.indexOf("\r\n\r\n") + 4);
    if (request.startsWith("DELETE")) {
      write(out, "200 OK", "", "");
      return;
    }
    if (request.startsWith("GET")) {
      events(
          out,
          "data: "
              + result(mode.substring(6), "{\"content\":[{\"type\":\"text\",\"text\":\"late\"}]}")
              + "\n\n");
      return;
    }
    var message = JSON.readTree(body);
    var id = message.path("id").toString();
    switch (message.path("method").asString("")) {
      case "initialize" -> {
        if (mode.equals("html")) {
          write(out, "200 OK", "Content-Type: text/html\r\n", "<h1>Hello</h1>");
          return;
        }
        write(
            out,
            "200 OK",
            "Content-Type: application/json\r\nMcp-Session-Id: s"
                + sessions.incrementAndGet()
                + "\r\n",
            result(
                id,
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},"
                    + "\"serverInfo\":{\"name\":\"x\",\"version\":\"1\"}}"));
      }
      case "notifications/initialized" -> write(out, "202 Accepted", "", "");
      case "tools/list" ->
          write(
              out,
              "200 OK",
              "Content-Type: application/json\r\n",
              result(
                  id,
                  "{\"tools\":[{\"name\":\"echo\",\"description\":\"Echoes.\",\"inputSchema\":"
                      + "{\"type\":\"object\"}}]}"));
      case "tools/call" -> call(request, message, id, out);
      default -> write(out, "400 Bad Request", "", "");
    }
  }

  private void call(String request, JsonNode message, String id, OutputStream out)
      throws IOException, InterruptedException {
    var result =
        "{\"content\":[{\"type\":\"text\",\"text\":\"key is s3cret-key\"}],\"structuredContent\":"
            + message.at("/params/arguments")
            + "}";
    switch (mode) {
      case "sse" ->
          events(
              out,
              ": hello\r\n\r\n"
                  + "event: message\r\n"
                  + "data:"
                  + " {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\"x\"}}\r\n\r\n"
                  + "id: 1\n"
                  + "data:"
                  + result(id, result).replace(",\"result\"", ",\ndata: \"result\"")
                  + "\n\n");
      case "resume" -> {
        mode = "resume" + id;
        events(out, "id: ev-1\nretry: 10\ndata: \n\n");
      }
      case "forgets" -> {
        mode = "json";
        assertThat(request).contains("Mcp-Session-Id: s1");
        write(out, "404 Not Found", "", "");
      }
      case "cut" -> events(out, "data: {\"jsonrpc\":");
      case "hang" -> testOver.await();
      case "garbage" -> write(out, "200 OK", "Content-Type: application/json\r\n", "{{{{");
      case "none" -> write(out, "200 OK", "Content-Type: application/json\r\n", "{\"a\":1}");
      case "error" ->
          write(
              out,
              "200 OK",
              "Content-Type: application/json\r\n",
              "{\"jsonrpc\":\"2.0\",\"id\":"
                  + id
                  + ",\"error\":{\"code\":-32602,\"message\":\"bad key s3cret-key\"}}");
      case "503" -> write(out, "503 Busy", "", "");
      case "401" -> write(out, "401 No", "", "");
      case "redirect" ->
          write(out, "307 Go", "Location: http://127.0.0.1:" + server.port() + "/\r\n", "");
      case "huge" -> {
        out.write(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: "
                .getBytes(StandardCharsets.US_ASCII));
        while (true) {
          out.write(new byte[8_192]);
        }
      }
      default -> write(out, "200 OK", "Content-Type: application/json\r\n", result(id, result));
    }
  }

  private static String result(String id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
  }

  private static void write(OutputStream out, String status, String headers, String body)
      throws IOException {
    out.write(
        ("HTTP/1.1 "
                + status
                + "\r\n"
                + headers
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static void events(OutputStream out, String events) throws IOException {
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + events)
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    throw new IOException("the stream ends");
  }

  private McpServer open(String url, double limitSeconds) throws Exception {
    return McpServer.open(
        new ToolDefinition.Mcp(
            "echo",
            List.of(),
            url,
            Map.of("Authorization", "Bearer {{secret:key}}"),
            List.of(),
            new Bounds("", "", limitSeconds, "", 0)),
        new TenantId("acme"),
        (_, name) -> Optional.of("s3cret-" + name),
        http,
        new McpSettings(List.of(), Duration.ofSeconds(30), 1 << 16));
  }

  private McpServer open() throws Exception {
    return open("http://shop.example:" + server.port() + "/mcp", 20);
  }

  private static JsonNode run(McpServer opened) throws ToolFailure, InterruptedException {
    return opened.tools().getFirst().run((ObjectNode) JSON.readTree("{\"a\":[1,\"x\"]}"), "k");
  }

  private ToolFailure failing(String how, double limitSeconds) throws Exception {
    try (var opened = open("http://shop.example:" + server.port() + "/mcp", limitSeconds)) {
      mode = how;
      return catchThrowableOfType(ToolFailure.class, () -> run(opened));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "sse"})
  void callsAToolAndReadsEitherKindOfAnswer(String how) throws Exception {
    try (var opened = open()) {
      mode = how;

      assertThat(run(opened)).isEqualTo(JSON.readTree("{\"a\":[1,\"x\"]}"));
      assertThat(server.requests().getFirst())
          .contains("Accept: application/json, text/event-stream\r\n")
          .contains("Authorization: Bearer s3cret-key\r\n")
          .doesNotContain("Mcp-Session-Id");
      assertThat(server.requests().getLast())
          .contains("Mcp-Session-Id: s1\r\n")
          .contains("MCP-Protocol-Version: 2025-06-18\r\n");
    }
  }

  @Test
  void goesOnInAnotherStreamWhereTheFirstOneLeftOff() throws Exception {
    try (var opened = open()) {
      mode = "resume";

      assertThat(run(opened).stringValue()).isEqualTo("late");
      assertThat(server.requests().getLast())
          .startsWith("GET /mcp")
          .contains("Last-Event-ID: ev-1\r\n");
    }
  }

  @Test
  void greetsAServerAnewThatHasForgottenTheSession() throws Exception {
    try (var opened = open()) {
      mode = "forgets";

      assertThat(run(opened)).isEqualTo(JSON.readTree("{\"a\":[1,\"x\"]}"));
      assertThat(sessions.get()).isEqualTo(2);
      assertThat(server.requests().getLast()).contains("Mcp-Session-Id: s2\r\n");
    }
  }

  @Test
  void saysWhatWentWrong() throws Exception {
    assertThat(failing("503", 20).code()).isEqualTo("http_503");
    assertThat(failing("401", 20).mayRetry()).isFalse();
    assertThat(failing("redirect", 20).code()).isEqualTo("http_307");
    assertThat(failing("cut", 20).code()).isEqualTo("broken");
    assertThat(failing("none", 20).code()).isEqualTo("answer");
    assertThat(failing("hang", 0.7).code()).isEqualTo("timeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "huge"})
  void givesUpOnAnAnswerThatCannotBeRead(String how) throws Exception {
    assertThat(failing(how, 20)).isNotNull();
  }

  @Test
  void tellsNoSecretThatAServerEchoes() throws Exception {
    assertThat(failing("error", 20).sentence()).doesNotContain("s3cret");
  }

  @Test
  void givesUpOnAServerThatIsNone() {
    mode = "html";
    assertThatThrownBy(this::open).isInstanceOf(ToolFailure.class);
  }

  @Test
  void reachesNothingInside() {
    for (var url : List.of("http://127.0.0.1:" + server.port() + "/", "https://[::1]/mcp")) {
      assertThatThrownBy(() -> open(url, 20)).isInstanceOf(ToolFailure.class);
    }
    assertThat(server.connections()).isZero();
  }

  @Test
  void endsTheSession() throws Exception {
    open().close();
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!server.requests().getLast().startsWith("DELETE") && System.nanoTime() < until) {
      Thread.onSpinWait();
    }

    assertThat(server.requests().getLast())
        .startsWith("DELETE /mcp")
        .contains("Mcp-Session-Id: s1");
  }
}
