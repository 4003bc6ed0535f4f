package io.oratio.runtime.tool.builtin;

import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.WaitsForPeople;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `collect_digits`: waits for keys. Settings: `digits`, how many at most (1 to 32, else 16),
/// `seconds`, how long (1 to 60, else 20), `terminator`, the key that ends it (else `#`).
final class CollectDigits implements Tool, WaitsForPeople {
  private static final int DIGITS_MAX = 32;
  private final Scene scene;
  private final int digits;
  private final String terminator;
  private final Duration within;

  CollectDigits(Settings settings, Scene scene) {
    this.scene = scene;
    digits = settings.number("digits", 1, DIGITS_MAX, 16);
    within = Duration.ofSeconds(settings.number("seconds", 1, 60, 20));
    String key = settings.text("terminator", "#");
    terminator = key.matches("[0-9*#]") ? key : "";
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(
        "collect_digits",
        "Waits until the other side has pressed digits on the keypad, and returns them. First ask"
            + " for them"
            + (terminator.isEmpty() ? "." : ", to be ended with " + terminator + "."),
        new ObjectSchema().number("count", "How many digits are expected", 1, digits).json(),
        Authority.READ,
        false);
  }

  @Override
  public String resultSchema() {
    return "";
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public Duration longest() {
    return within;
  }

  @Override
  public JsonNode run(ObjectNode arguments, String key) throws ToolFailure, InterruptedException {
    CompletableFuture<String> pressed =
        scene
            .collectDigits(arguments.path("count").asInt(digits), terminator, within)
            .toCompletableFuture();
    try {
      String all = pressed.get(within.toMillis() + 1_000, TimeUnit.MILLISECONDS);
      String kept = all.replaceAll("[^0-9*#]", "");
      return JsonNodeFactory.instance
          .objectNode()
          .put("status", kept.isEmpty() ? "nothing_pressed" : "collected")
          .put("digits", kept.substring(0, Math.min(kept.length(), DIGITS_MAX)));
    } catch (ExecutionException | TimeoutException _) {
      throw new ToolFailure("no_digits", "No digits could be collected.", false);
    }
  }
}
