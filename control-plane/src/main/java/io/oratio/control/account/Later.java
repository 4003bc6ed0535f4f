package io.oratio.control.account;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what an answer does not wait for, so that its time does not tell what was found. Bounded:
/// at the limit the request does it itself.
final class Later implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Later.class);
  private static final int AT_ONCE = 256;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore turns = new Semaphore(AT_ONCE);

  @Override
  public void execute(Runnable work) {
    if (!turns.tryAcquire()) {
      guarded(work);
      return;
    }
    threads.execute(
        () -> {
          try {
            guarded(work);
          } finally {
            turns.release();
          }
        });
  }

  /// Waits for what has begun.
  @Override
  public void close() {
    threads.close();
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException fault) {
      // The root of a thread: whoever asked has been answered, so the log is who is told.
      LOG.error("what was accepted could not be done", fault);
    }
  }
}
