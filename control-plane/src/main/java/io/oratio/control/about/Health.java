package io.oratio.control.about;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Dependency;
import io.oratio.control.web.Json;
import io.oratio.control.web.RetryAfter;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the service is: every dependency is asked at the same time, each for some seconds at most,
/// and an answer is kept for a second or as long as the dependency says, so that whoever asks often
/// asks nobody else. Without a vital one the service is down (503), without another it is degraded.
public final class Health implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final Duration KEPT_AT_LEAST = Duration.ofSeconds(1);
  private static final Duration WORTH_ANOTHER_TRY = Duration.ofSeconds(5);

  private final List<Dependency> dependencies;
  private final ExecutorService threads;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private final Map<Dependency, State> kept = new IdentityHashMap<>();

  /// @param threads virtual ones, which are its own from now on
  /// @param patience how long a dependency may take
  public Health(
      List<Dependency> dependencies,
      ExecutorService threads,
      Duration patience,
      LongSupplier nanoClock) {
    this.dependencies = List.copyOf(dependencies);
    this.threads = threads;
    this.patience = patience;
    this.nanoClock = nanoClock;
  }

  private record State(Dependency dependency, boolean isUp, long nanos, long at) {
    Json json() {
      Json json =
          Json.object()
              .with("name", dependency.name())
              .with("status", isUp ? "up" : dependency.isVital() ? "down" : "degraded")
              .with("latencyMs", nanos / 1_000_000.0);
      return isUp
          ? json
          : json.with("error", "It does not answer as it should; the log says more.")
              .with("meaning", dependency.meaning());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  Answer answer() {
    List<State> states = states();
    boolean isDown = states.stream().anyMatch(it -> !it.isUp() && it.dependency().isVital());
    boolean isDegraded = states.stream().anyMatch(it -> !it.isUp());
    Json body =
        Json.object()
            .with("status", isDown ? "down" : isDegraded ? "degraded" : "up")
            .with("dependencies", Json.list(states, it -> it.json().node()));
    return isDown
        ? Answer.of(503, body.node())
            .with("Retry-After", Long.toString(RetryAfter.seconds(WORTH_ANOTHER_TRY)))
        : Answer.ok(body.node());
  }

  private synchronized List<State> states() {
    long begun = nanoClock.getAsLong();
    Map<Dependency, Future<Long>> asked = new IdentityHashMap<>();
    for (Dependency each : dependencies) {
      State last = kept.get(each);
      if (last == null || begun - last.at() > keptFor(each).toNanos()) {
        asked.put(each, threads.submit(() -> ask(each)));
      }
    }
    asked.forEach((each, answer) -> kept.put(each, state(each, answer, begun)));
    return dependencies.stream().map(kept::get).toList();
  }

  private static Duration keptFor(Dependency dependency) {
    return dependency.keptFor().compareTo(KEPT_AT_LEAST) < 0 ? KEPT_AT_LEAST : dependency.keptFor();
  }

  private long ask(Dependency dependency) throws Exception {
    long begun = nanoClock.getAsLong();
    dependency.check();
    return nanoClock.getAsLong() - begun;
  }

  private State state(Dependency dependency, Future<Long> answer, long begun) {
    try {
      long left = patience.toNanos() - (nanoClock.getAsLong() - begun);
      long took = answer.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
      return new State(dependency, true, took, nanoClock.getAsLong());
    } catch (ExecutionException e) {
      LOG.warn("{} is not well: {}", dependency.name(), e.getCause().toString());
    } catch (TimeoutException _) {
      answer.cancel(true);
      LOG.warn("{} did not answer within {}", dependency.name(), patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    long now = nanoClock.getAsLong();
    return new State(dependency, false, now - begun, now);
  }
}
