package io.oratio.control.about;

import io.oratio.control.web.Answer;
import io.oratio.control.web.Dependency;
import io.oratio.control.web.Json;
import io.oratio.control.web.RetryAfter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the service is: every dependency is asked at the same time, each for some seconds at most,
/// and an answer is kept for a moment, so that whoever asks often asks nobody else. Without a vital
/// one the service is down (503), without another it is degraded.
public final class Health implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final Duration KEPT_FOR = Duration.ofSeconds(1);
  private static final Duration WORTH_ANOTHER_TRY = Duration.ofSeconds(5);

  private final List<Dependency> dependencies;
  private final ExecutorService threads;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private List<State> last = List.of();
  private long lastAt;

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
    this.lastAt = nanoClock.getAsLong() - KEPT_FOR.toNanos() - 1;
  }

  private record State(Dependency dependency, boolean isUp, long nanos) {
    Json json() {
      Json json =
          Json.object()
              .with("name", dependency.name())
              .with("status", isUp ? "up" : dependency.isVital() ? "down" : "degraded")
              .with("latencyMs", nanos / 1_000_000.0);
      return isUp ? json : json.with("error", "does not answer as it should; see the log");
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
    if (nanoClock.getAsLong() - lastAt <= KEPT_FOR.toNanos()) {
      return last;
    }
    long begun = nanoClock.getAsLong();
    List<Future<Long>> asked =
        dependencies.stream().map(it -> threads.submit(() -> ask(it))).toList();
    List<State> states = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      states.add(state(dependencies.get(i), asked.get(i), begun));
    }
    last = List.copyOf(states);
    lastAt = nanoClock.getAsLong();
    return last;
  }

  private long ask(Dependency dependency) throws Exception {
    long begun = nanoClock.getAsLong();
    dependency.check();
    return nanoClock.getAsLong() - begun;
  }

  private State state(Dependency dependency, Future<Long> answer, long begun) {
    try {
      long left = patience.toNanos() - (nanoClock.getAsLong() - begun);
      return new State(dependency, true, answer.get(Math.max(left, 0), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      LOG.warn("{} is not well: {}", dependency.name(), e.getCause().toString());
    } catch (TimeoutException _) {
      answer.cancel(true);
      LOG.warn("{} did not answer within {}", dependency.name(), patience);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new State(dependency, false, nanoClock.getAsLong() - begun);
  }
}
