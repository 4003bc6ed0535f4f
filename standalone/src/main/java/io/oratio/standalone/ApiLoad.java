package io.oratio.standalone;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// Clients that each ask again as soon as they were answered, for a while.
final class ApiLoad {
  private final HttpClient client;

  ApiLoad(HttpClient client) {
    this.client = client;
  }

  /// @param failed answers that were not 2xx, and requests without an answer
  record Figures(long answers, long failed, double perSecond, double p50Ms, double p99Ms) {}

  /// @param request the n-th one
  Figures ask(int clients, Duration time, LongFunction<HttpRequest> request)
      throws InterruptedException {
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    AtomicLong failed = new AtomicLong();
    AtomicLong count = new AtomicLong();
    long began = System.nanoTime();
    long until = began + time.toNanos();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    for (int i = 0; i < clients; i++) {
      threads.execute(
          () -> {
            while (System.nanoTime() < until) {
              long asked = System.nanoTime();
              if (isAnswered(request.apply(count.getAndIncrement()))) {
                nanos.add(System.nanoTime() - asked);
              } else {
                failed.incrementAndGet();
              }
            }
          });
    }
    threads.shutdown();
    if (!threads.awaitTermination(time.toSeconds() + 90, TimeUnit.SECONDS)) {
      threads.shutdownNow();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    long[] sorted = nanos.stream().mapToLong(it -> it).sorted().toArray();
    return new Figures(
        sorted.length,
        failed.get(),
        sorted.length / seconds,
        quantile(sorted, 0.5) / 1e6,
        quantile(sorted, 0.99) / 1e6);
  }

  private boolean isAnswered(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode() / 100 == 2;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// @param sorted the smallest first
  /// @return NaN where there is nothing
  static double quantile(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
  }
}
