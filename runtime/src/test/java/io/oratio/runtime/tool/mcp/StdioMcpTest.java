package io.oratio.runtime.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.agent.ToolDefinition.Bounds;
import io.oratio.runtime.outbound.FakeNames;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundSettings;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Timeout(90)
class StdioMcpTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder;

  private final OutboundHttp http = new OutboundHttp(OutboundSettings.USUAL, new FakeNames());

  @AfterEach
  void end() {
    http.close();
    // What a failed test has left behind.
    pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  private List<String> command(String mode) throws URISyntaxException {
    var script = Path.of(StdioMcpTest.class.getResource("server.py").toURI());
    return List.of("python3", script.toString(), mode, folder.resolve("pids").toString());
  }

  private List<Long> pids() {
    var file = folder.resolve("pids");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private McpServer open(String mode, double limitSeconds, Duration openWithin, String... tools)
      throws Exception {
    var command = command(mode);
    return McpServer.open(
        new ToolDefinition.Mcp(
            "orders",
            command,
            "",
            Map.of(),
            List.of(tools),
            new Bounds("", "", limitSeconds, "", 0)),
        new TenantId("acme"),
        (_, _) -> Optional.empty(),
        http,
        new McpSettings(List.of(command), openWithin, 1 << 16));
  }

  private McpServer open(String mode, String... tools) throws Exception {
    return open(mode, 20, Duration.ofSeconds(30), tools);
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
  }

  private static Tool tool(McpServer server, String name) {
    return server.tools().stream()
        .filter(it -> it.spec().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean() && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private boolean isAlive(int which) {
    return ProcessHandle.of(pids().get(which)).map(ProcessHandle::isAlive).orElse(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"good", "noise"})
  void listsAndCallsTheToolsOfAServer(String mode) throws Exception {
    try (var server = open(mode)) {
      assertThat(server.tools()).hasSize(20);
      assertThat(server.tools().stream().map(it -> it.spec().name()))
          .contains("orders_get_it", "more0")
          .doesNotContain("foreign");
      var get = tool(server, "orders_get_it");
      assertThat(get.spec().authority()).isEqualTo(Authority.READ);
      assertThat(get.isRepeatable()).isTrue();
      assertThat(JSON.readTree(get.spec().inputSchema()).at("/required/0").stringValue())
          .isEqualTo("id");
      assertThat(tool(server, "fail").spec().authority()).isEqualTo(Authority.WRITE);

      assertThat(get.run(object("{'id':'7'}"), "k")).isEqualTo(object("{'id':'7','state':'open'}"));
      assertThat(pids()).hasSize(1);
    }
    await(() -> !isAlive(0));
  }

  @Test
  void takesOnlyTheToolsThatWerePicked() throws Exception {
    try (var server = open("good", "fail", "more29")) {
      assertThat(server.tools().stream().map(it -> it.spec().name()))
          .containsExactly("fail", "more29");
    }
    assertThatThrownBy(() -> open("good", "nope")).isInstanceOf(ToolFailure.class);
    await(() -> !isAlive(1));
  }

  @Test
  void tellsTheModelWhatAToolSaysWhenItFails() throws Exception {
    try (var server = open("good", "fail")) {
      var failure =
          catchThrowableOfType(
              ToolFailure.class, () -> tool(server, "fail").run(object("{}"), "k"));

      assertThat(failure.code()).isEqualTo("tool_error");
      assertThat(failure.sentence()).endsWith("It said: \"no such 'order'\"");
      assertThat(failure.mayRetry()).isFalse();
    }
  }

  @Test
  void givesAChildNoMoreOfTheEnvironmentThanItNeeds() throws Exception {
    try (var server = open("good", "environment")) {
      var names = tool(server, "environment").run(object("{}"), "k").path("names");

      assertThat(names.toString()).contains("PATH").doesNotContain("JAVA_HOME");
      assertThat(names.size()).isLessThan(12);
    }
  }

  @Test
  void startsAServerThatHasDiedAnew() throws Exception {
    try (var server = open("good", "orders/get it", "die")) {
      var failure =
          catchThrowableOfType(ToolFailure.class, () -> tool(server, "die").run(object("{}"), "k"));

      assertThat(failure.code()).isEqualTo("broken");
      assertThat(failure.mayRetry()).isTrue();
      assertThat(tool(server, "orders_get_it").run(object("{'id':'8'}"), "k").path("id").asString())
          .isEqualTo("8");
      assertThat(pids()).hasSize(2);
    }
    await(() -> !isAlive(0) && !isAlive(1));
  }

  @Test
  void endsACallThatHangsAtItsLimit() throws Exception {
    try (var server = open("good", 0.5, Duration.ofSeconds(30), "hang")) {
      var failure =
          catchThrowableOfType(
              ToolFailure.class, () -> tool(server, "hang").run(object("{}"), "k"));

      assertThat(failure.code()).isEqualTo("timeout");
    }
    await(() -> !isAlive(0));
  }

  @Test
  void endsACallThatIsInterrupted() throws Exception {
    try (var server = open("good", "hang")) {
      var ended = new CountDownLatch(1);
      var calling =
          Thread.startVirtualThread(
              () -> {
                try {
                  tool(server, "hang").run(object("{}"), "k");
                } catch (InterruptedException _) {
                  ended.countDown();
                } catch (ToolFailure _) {
                  // Not what is waited for.
                }
              });

      calling.interrupt();

      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"silent", "garbage", "flood"})
  void givesUpOnAServerThatCannotBeGreeted(String mode) {
    assertThatThrownBy(() -> open(mode, 1, Duration.ofSeconds(2))).isInstanceOf(ToolFailure.class);
    await(() -> pids().size() == 1 && !isAlive(0));
  }

  @Test
  void endsAChildThatDoesNotWantTo() throws Exception {
    open("stubborn", "fail").close();

    await(() -> !isAlive(0));
  }

  @Test
  void startsNoCommandThatTheOperatorHasNotAllowed() throws Exception {
    var definition =
        new ToolDefinition.Mcp("orders", command("good"), "", Map.of(), List.of(), Bounds.USUAL);
    for (var allowed :
        List.of(List.<List<String>>of(), List.of(List.of("python3")), List.of(List.of("x")))) {
      assertThatThrownBy(
              () ->
                  McpServer.open(
                      definition,
                      new TenantId("acme"),
                      (_, _) -> Optional.empty(),
                      http,
                      new McpSettings(allowed, Duration.ofSeconds(2), 1 << 16)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(pids()).isEmpty();
  }

  @Test
  void saysWhenACommandIsNotThere() {
    var command = List.of("/no/such/program");
    assertThatThrownBy(
            () ->
                McpServer.open(
                    new ToolDefinition.Mcp(
                        "orders", command, "", Map.of(), List.of(), Bounds.USUAL),
                    new TenantId("acme"),
                    (_, _) -> Optional.empty(),
                    http,
                    new McpSettings(List.of(command), Duration.ofSeconds(5), 1 << 16)))
        .isInstanceOf(ToolFailure.class);
  }
}
