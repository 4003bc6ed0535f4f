package io.oratio.control.session;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Runs [Retention] again and again, on a thread of its own.
final class RetentionSchedule implements AutoCloseable {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("retention").factory());

  /// @param every how long after the end of a run the next one begins
  RetentionSchedule(Retention retention, Duration every) {
    // A process that has just started has better things to do.
    Duration first = every.dividedBy(10);
    thread.scheduleWithFixedDelay(
        retention::run, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
