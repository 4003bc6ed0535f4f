package io.oratio.control.agent;

import io.oratio.control.rig.ApiClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Waits until something that goes on in the background has come about, within bounds.
public final class Waiting {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private Waiting() {}

  /// The first value that is wanted.
  public static JsonNode until(
      Supplier<JsonNode> ask, java.util.function.Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode now = ask.get();
      if (wanted.test(now)) {
        return now;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come about; it is " + now);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /// The creation of an agent once it has ended.
  public static JsonNode creation(ApiClient client, String agentId) {
    return until(
        () -> client.get("/api/agents/" + agentId + "/creation").expect(200).json(),
        it -> !it.path("status").stringValue("").equals("running"));
  }

  /// Every document of an agent has ended one way or the other.
  public static JsonNode documents(ApiClient client, String agentId) {
    return until(
        () -> client.get("/api/agents/" + agentId + "/documents").expect(200).json(),
        it ->
            it.path("data")
                .valueStream()
                .noneMatch(each -> each.path("state").stringValue("").equals("waiting")));
  }
}
