package io.oratio.domain.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Budgets kept in memory, for tests. It can be away.
public final class InMemorySharedBudgets implements SharedBudgets {
  private final Map<String, Bucket> buckets = new HashMap<>();
  private boolean isAway;

  private record Bucket(double tokens, long atMicros) {}

  /// Says nothing from now on, or speaks again.
  public synchronized void away(boolean isAway) {
    this.isAway = isAway;
  }

  @Override
  public synchronized Optional<Taken> take(
      String budget, long limit, Duration window, List<String> subjects) {
    if (isAway) {
      return Optional.empty();
    }
    long now = System.nanoTime() / 1000;
    double perMicro = (double) limit / (window.toNanos() / 1000.0);
    double least = limit;
    for (String subject : subjects) {
      double tokens = tokens(budget + " " + subject, limit, perMicro, now);
      if (tokens < 1) {
        return Optional.of(
            new Taken(
                0,
                micros((limit - tokens) / perMicro),
                Optional.of(micros((1 - tokens) / perMicro))));
      }
      least = Math.min(least, tokens - 1);
    }
    for (String subject : subjects) {
      String key = budget + " " + subject;
      buckets.put(key, new Bucket(tokens(key, limit, perMicro, now) - 1, now));
    }
    return Optional.of(
        new Taken((long) least, micros((limit - least) / perMicro), Optional.empty()));
  }

  private double tokens(String key, long limit, double perMicro, long now) {
    Bucket bucket = buckets.get(key);
    return bucket == null
        ? limit
        : Math.min(limit, bucket.tokens() + (now - bucket.atMicros()) * perMicro);
  }

  private static Duration micros(double micros) {
    return Duration.ofNanos((long) Math.ceil(micros) * 1000);
  }
}
