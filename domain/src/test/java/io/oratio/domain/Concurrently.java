package io.oratio.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Runs deeds on several threads that all begin together.
public final class Concurrently {
  private Concurrently() {}

  /// Returns when all are done.
  ///
  /// @throws Exception the first that a deed threw, or when all take longer than two minutes
  public static void run(int threads, List<Runnable> deeds) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (Runnable deed : deeds) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  deed.run();
                  return deed;
                }));
      }
      start.countDown();
      for (Future<?> each : running) {
        each.get(2, TimeUnit.MINUTES);
      }
    }
  }
}
