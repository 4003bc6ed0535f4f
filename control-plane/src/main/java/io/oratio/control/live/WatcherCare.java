package io.oratio.control.live;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Looks again and again whether watchers may stay, and ends all streams before the server stops:
/// it waits for requests that last, and these last for ever.
final class WatcherCare implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(WatcherCare.class);

  private final Watchers watchers;
  private final Duration every;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("live-care").factory());
  private volatile boolean isRunning;

  WatcherCare(Watchers watchers, Duration every) {
    this.watchers = watchers;
    this.every = every;
  }

  @Override
  public void start() {
    isRunning = true;
    thread.scheduleWithFixedDelay(
        this::recheck, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    isRunning = false;
    thread.shutdownNow();
    watchers.close();
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }

  /// Begins last and stops first.
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  private void recheck() {
    try {
      watchers.recheck();
    } catch (RuntimeException failure) {
      LOG.error("it could not be looked whether watchers may stay", failure);
    }
  }
}
