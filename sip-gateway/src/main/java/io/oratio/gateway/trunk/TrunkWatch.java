package io.oratio.gateway.trunk;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Keeps a [TrunkDirectory] up to date: one reading of the store a period for all tenants, and one
/// at once when somebody says that something has changed. While the store is away the directory
/// stays as it was. One thread of its own.
public final class TrunkWatch implements AutoCloseable {
  /// What keeps a change in force within two seconds.
  public static final Duration USUAL_PERIOD = Duration.ofSeconds(1);

  /// However often somebody says so, the store is not read more often than this.
  private static final long BETWEEN_READINGS_MS = 100;

  private final TrunkDirectory directory;
  private final long periodMs;
  private final Consumer<RuntimeException> failed;
  private final Semaphore nudges = new Semaphore(0);
  private final Thread thread;
  private boolean isFailing;

  /// @param failed hears the first of a row of failures, on the watch's thread
  public TrunkWatch(TrunkDirectory directory, Duration period, Consumer<RuntimeException> failed) {
    this.directory = directory;
    this.periodMs = period.toMillis();
    this.failed = failed;
    this.thread = Thread.ofVirtual().name("trunk-watch").start(this::watch);
  }

  /// Something has changed: read the store now. Returns at once, from any thread.
  public void changed() {
    nudges.release();
  }

  private void watch() {
    try {
      while (true) {
        if (nudges.tryAcquire(periodMs, TimeUnit.MILLISECONDS)) {
          nudges.drainPermits();
          read();
          Thread.sleep(BETWEEN_READINGS_MS);
        } else {
          read();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      directory.refresh();
      isFailing = false;
    } catch (RuntimeException e) { // whatever the store's trouble is, the old trunks still call
      if (!isFailing) {
        isFailing = true;
        failed.accept(e);
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
