package io.oratio.runtime.conversation;

import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolResult;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.ToolUse;
import io.oratio.runtime.tool.Tools;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Tools for tests: each named one answers by a function; an execution of a turn is made once, in
/// whatever process, as the real ones promise.
final class FakeTools implements Tools {
  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"question\":{\"type\":\"string\"}}}";

  /// What outlives a process.
  static final class World {
    final List<String> executed = new CopyOnWriteArrayList<>();
    final Map<String, String> made = new ConcurrentHashMap<>();
    final Map<String, Function<String, String>> tools = new ConcurrentHashMap<>();
    volatile boolean isHanging;
  }

  private final World world;
  private final Scene scene;
  private int turn;

  FakeTools(World world, Scene scene, int turn) {
    this.world = world;
    this.scene = scene;
    this.turn = turn;
  }

  @Override
  public List<ToolSpec> specs() {
    return world.tools.keySet().stream()
        .sorted()
        .map(it -> new ToolSpec(it, "does " + it, SCHEMA, Authority.WRITE, false))
        .toList();
  }

  @Override
  public CompletionStage<ToolResult> use(ToolUse use) {
    if (!world.tools.containsKey(use.name())) {
      return CompletableFuture.completedFuture(
          new ToolResult("{\"error\":\"There is no such tool.\"}", ToolResult.Kind.REFUSED));
    }
    if (use.name().equals("hang_up")) {
      scene.hangUp("done");
    }
    if (use.name().equals("hand_off")) {
      scene.handOff("asked", Optional.empty());
    }
    String key = turn + ":" + use.name() + ":" + use.arguments();
    String json =
        world.made.computeIfAbsent(
            key,
            _ -> {
              world.executed.add(key);
              return world.tools.get(use.name()).apply(use.arguments());
            });
    return world.isHanging
        ? new CompletableFuture<>()
        : CompletableFuture.completedFuture(new ToolResult(json, ToolResult.Kind.DONE));
  }

  @Override
  public void heard(String words) {
    turn++;
  }

  @Override
  public void close() {}
}
