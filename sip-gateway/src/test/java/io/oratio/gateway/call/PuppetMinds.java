package io.oratio.gateway.call;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.gateway.tool.Mind;
import io.oratio.gateway.tool.Minds;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolResult;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.ToolUse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/// Minds that do what a test tells them: `hang_up` and `transfer` act at once, `collect_digits`
/// waits for four keys, `slow` is answered by the test, anything else is refused.
public final class PuppetMinds implements Minds {
  private static final Scene NOWHERE =
      (Scene)
          java.lang.reflect.Proxy.newProxyInstance(
              Scene.class.getClassLoader(),
              new Class<?>[] {Scene.class},
              (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  final CompletableFuture<ToolResult> slow = new CompletableFuture<>();
  volatile boolean isInterruptible = true;
  volatile boolean isBroken;
  volatile boolean isClosed;
  volatile boolean isCollecting;

  @Override
  public Mind open(AgentVersion version, Scene scene) {
    if (isBroken) {
      throw new IllegalStateException("as the test wants it");
    }
    return new Mind() {
      @Override
      public String prompt() {
        return version.prompt();
      }

      @Override
      public boolean isInterruptible() {
        return isInterruptible;
      }

      @Override
      public List<ToolSpec> tools() {
        return version.tools().stream()
            .map(it -> new ToolSpec(it, it, "{\"type\":\"object\"}", Authority.READ, false))
            .toList();
      }

      @Override
      public CompletionStage<ToolResult> use(ToolUse use) {
        return PuppetMinds.this.use(use, version, scene);
      }

      @Override
      public void heard(String words) {
        heard.add(words);
      }

      @Override
      public void close() {
        isClosed = true;
      }
    };
  }

  private CompletionStage<ToolResult> use(ToolUse use, AgentVersion version, Scene scene) {
    return switch (use.name()) {
      case "hang_up" -> {
        scene.hangUp("asked");
        yield done("{\"status\":\"accepted\"}");
      }
      case "transfer" -> {
        Optional<TransferTarget> target =
            version.rules().transferTargets().stream()
                .filter(it -> use.arguments().contains(it.name()))
                .findFirst();
        target.ifPresent(scene::transfer);
        yield target.isPresent()
            ? done("{\"status\":\"accepted\"}")
            : CompletableFuture.completedFuture(
                new ToolResult("{\"error\":\"no such target\"}", ToolResult.Kind.REFUSED));
      }
      case "hand_off" -> {
        scene.handOff("asked", version.rules().transferTargets().stream().findFirst());
        yield done("{\"status\":\"accepted\"}");
      }
      case "collect_digits" -> {
        CompletionStage<String> digits =
            scene.collectDigits(4, "#", java.time.Duration.ofSeconds(5));
        isCollecting = true;
        yield digits.thenApply(
            it -> new ToolResult("{\"digits\":\"" + it + "\"}", ToolResult.Kind.DONE));
      }
      case "slow" -> {
        scene.say("One moment.");
        yield slow;
      }
      default ->
          CompletableFuture.completedFuture(
              new ToolResult("{\"error\":\"no such tool\"}", ToolResult.Kind.REFUSED));
    };
  }

  /// The mind of a version, without a conversation around it.
  static Mind of(AgentVersion version) {
    return new PuppetMinds().open(version, NOWHERE);
  }

  /// A mind that says nothing of its own and may do nothing.
  public static Mind speechless(AgentVersion version, Scene scene) {
    return new PuppetMinds().open(version, scene);
  }

  private static CompletionStage<ToolResult> done(String json) {
    return CompletableFuture.completedFuture(new ToolResult(json, ToolResult.Kind.DONE));
  }
}
