package io.oratio.engine.local.hearing;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/// Lends recognisers out: each of a few threads owns one, made when the thread first works. When
/// all are busy, work waits in a short queue; beyond it it is refused and counted. Any thread.
final class Recognisers implements AutoCloseable {
  private static final int LONGEST_LOAD_SECONDS = 60;

  private final Supplier<Recogniser> maker;
  private final int count;
  private final ThreadPoolExecutor threads;
  private final ThreadLocal<Recogniser> own = new ThreadLocal<>();
  private final Queue<Recogniser> made = new ConcurrentLinkedQueue<>();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong busyNanos = new AtomicLong();

  /// @param maker makes a recogniser on the thread that will own it
  /// @param count how many may work at once
  /// @param mostWaiting how many pieces of work may wait
  Recognisers(Supplier<Recogniser> maker, int count, int mostWaiting) {
    this.maker = maker;
    this.count = count;
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(mostWaiting),
            Thread.ofPlatform().daemon().name("local-hearing-", 0).factory());
  }

  /// Does some work once with every recogniser, loading those that are not there yet.
  CompletableFuture<Void> withEach(Function<Recogniser, ?> work) {
    CountDownLatch all = new CountDownLatch(count);
    CompletableFuture<?>[] done = new CompletableFuture<?>[count];
    for (int i = 0; i < count; i++) {
      done[i] =
          withOne(
              recogniser -> {
                Object result = work.apply(recogniser);
                all.countDown();
                // Holds this thread until the others have one too, or one would do it all.
                awaitQuietly(all);
                return result;
              });
    }
    return CompletableFuture.allOf(done);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      if (!latch.await(LONGEST_LOAD_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a recogniser does not load");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does some work as soon as a recogniser is free. Fails with a [RejectedExecutionException] when
  /// too much waits already; work that is cancelled while it waits is not begun.
  <T> CompletableFuture<T> withOne(Function<Recogniser, T> work) {
    CompletableFuture<T> promise = new CompletableFuture<>();
    try {
      threads.execute(() -> run(work, promise));
    } catch (RejectedExecutionException e) {
      refused.incrementAndGet();
      promise.completeExceptionally(e);
    }
    return promise;
  }

  private <T> void run(Function<Recogniser, T> work, CompletableFuture<T> promise) {
    if (promise.isDone()) {
      return;
    }
    long start = System.nanoTime();
    try {
      T done = work.apply(ownRecogniser());
      // Counted before it is told: whoever was waiting may ask at once.
      busyNanos.addAndGet(System.nanoTime() - start);
      promise.complete(done);
    } catch (RuntimeException | Error e) {
      // The root of a thread: whoever waits must learn of it.
      busyNanos.addAndGet(System.nanoTime() - start);
      promise.completeExceptionally(e);
    }
  }

  private Recogniser ownRecogniser() {
    Recogniser recogniser = own.get();
    if (recogniser == null) {
      recogniser = maker.get();
      own.set(recogniser);
      made.add(recogniser);
    }
    return recogniser;
  }

  /// How much work was refused because too much waited.
  long refused() {
    return refused.get();
  }

  /// Time spent working, all threads together.
  long busyNanos() {
    return busyNanos.get();
  }

  /// Stops after what is under way; what waits is dropped.
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (threads.awaitTermination(5, TimeUnit.SECONDS)) {
        made.forEach(Recogniser::close);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
