package io.oratio.control.key;

import io.oratio.domain.key.ApiKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts how often keys are used, and writes it down every few seconds: a request waits for no
/// write. What is counted and not written is lost with the process.
final class KeyUses implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyUses.class);

  private final ApiKeys keys;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private Map<String, Integer> counts = new HashMap<>();

  /// @param timer its own: it ends with it
  KeyUses(ApiKeys keys, InstantSource clock, ScheduledExecutorService timer) {
    this.keys = keys;
    this.clock = clock;
    this.timer = timer;
  }

  /// Begins to write.
  void begin(Duration every) {
    long nanos = every.toNanos();
    var _ = timer.scheduleWithFixedDelay(this::write, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /// Writes what is left.
  @Override
  public void close() {
    timer.shutdownNow();
    write();
  }

  /// Counts one. At the most keys that can be written at once, further ones go uncounted until they
  /// are.
  synchronized void note(String keyId) {
    if (counts.size() < ApiKeys.MOST_USED || counts.containsKey(keyId)) {
      counts.merge(keyId, 1, Integer::sum);
    }
  }

  /// Writes down what was counted.
  void write() {
    Map<String, Integer> taken = taken();
    if (taken.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    try {
      keys.used(taken, now);
    } catch (RuntimeException fault) {
      // The root of a timer's turn: the next one goes on all the same.
      LOG.warn("the use of {} keys was not counted: {}", taken.size(), fault.toString());
    }
  }

  private synchronized Map<String, Integer> taken() {
    Map<String, Integer> taken = counts;
    counts = new HashMap<>();
    return taken;
  }
}
