package io.oratio.runtime.tool;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Does something later. What it does is short and does not block.
@FunctionalInterface
public interface Timer {
  /// @return takes it back, if it was not done yet
  Runnable after(Duration wait, Runnable deed);

  /// One that uses the scheduler's threads; after its end nothing is done any more.
  static Timer on(ScheduledExecutorService scheduler) {
    return (wait, deed) -> {
      try {
        ScheduledFuture<?> later = scheduler.schedule(deed, wait.toMillis(), TimeUnit.MILLISECONDS);
        return () -> later.cancel(false);
      } catch (RejectedExecutionException _) {
        return () -> {};
      }
    };
  }
}
