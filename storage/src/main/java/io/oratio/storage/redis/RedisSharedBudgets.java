package io.oratio.storage.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.oratio.domain.limit.SharedBudgets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Budgets over Redis: a bucket is a hash of how much was in it and when, by Redis's own clock, and
/// forgotten once it is full. One script looks at all subjects and takes, so that no two nodes take
/// the same. Who asks waits a moment at most; where Redis says nothing, nobody asks for [#PAUSE].
final class RedisSharedBudgets implements SharedBudgets {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Link<StatefulRedisConnection<String, String>> writing;
  private final long patienceMs;
  private final AtomicLong silentUntilNanos = new AtomicLong(System.nanoTime());

  /// @param patience how long one request waits
  RedisSharedBudgets(Link<StatefulRedisConnection<String, String>> writing, Duration patience) {
    this.writing = writing;
    this.patienceMs = patience.toMillis();
  }

  @Override
  public Optional<Taken> take(String budget, long limit, Duration window, List<String> subjects) {
    if (System.nanoTime() - silentUntilNanos.get() < 0) {
      return Optional.empty();
    }
    return writing
        .now()
        .flatMap(
            it ->
                take(
                    it,
                    subjects.stream()
                        .map(subject -> Keys.budget(budget, subject))
                        .toArray(String[]::new),
                    limit,
                    Math.max(1, window.toNanos() / 1000)));
  }

  private Optional<Taken> take(
      StatefulRedisConnection<String, String> redis, String[] keys, long limit, long windowMicros) {
    String[] arguments = {Long.toString(limit), Long.toString(windowMicros)};
    try {
      return Optional.of(answer(asked(redis, keys, arguments)));
    } catch (TimeoutException | ExecutionException | RedisException _) {
      silentUntilNanos.set(System.nanoTime() + PAUSE.toNanos());
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// By its digest; once by its text, where Redis does not know it yet.
  private List<Long> asked(
      StatefulRedisConnection<String, String> redis, String[] keys, String[] arguments)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return redis
          .async()
          .<List<Long>>evalsha(Scripts.TAKE_DIGEST, ScriptOutputType.MULTI, keys, arguments)
          .get(patienceMs, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!isUnknown(e.getCause())) {
        throw e;
      }
      return redis
          .async()
          .<List<Long>>eval(Scripts.TAKE, ScriptOutputType.MULTI, keys, arguments)
          .get(patienceMs, TimeUnit.MILLISECONDS);
    }
  }

  private static boolean isUnknown(@Nullable Throwable cause) {
    return cause instanceof RedisNoScriptException;
  }

  /// How many are left, the microseconds until it is full, and those to wait, 0 for none.
  private static Taken answer(List<Long> told) {
    long wait = told.get(2);
    return new Taken(
        told.get(0),
        Duration.ofNanos(told.get(1) * 1000),
        wait > 0 ? Optional.of(Duration.ofNanos(wait * 1000)) : Optional.empty());
  }
}
