package io.oratio.control.notification;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs [Escalation] again and again, on a thread of its own.
final class EscalationSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EscalationSchedule.class);

  private final Escalation escalation;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("escalation").factory());

  /// @param every how long after the end of a look the next one begins
  EscalationSchedule(Escalation escalation, Duration every) {
    this.escalation = escalation;
    thread.scheduleWithFixedDelay(
        this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void run() {
    try {
      escalation.run();
    } catch (RuntimeException failure) {
      LOG.error("it could not be looked for unopened notifications", failure);
    }
  }
}
