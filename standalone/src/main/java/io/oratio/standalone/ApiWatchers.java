package io.oratio.standalone;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Many that watch the live stream by server-sent events, and how late each event reached each.
final class ApiWatchers implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Long> delaysUs = new ConcurrentLinkedQueue<>();
  private final AtomicLong resyncs = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean isClosing;

  /// @param resyncs how often a watcher was too slow and was told to begin anew
  /// @param lost watchers whose stream ended
  record Figures(long events, double p50Ms, double p99Ms, long resyncs, long lost) {}

  /// Returns when all of them watch.
  static ApiWatchers start(HttpClient client, ApiRig rig, int count)
      throws IOException, InterruptedException {
    ApiWatchers watchers = new ApiWatchers();
    CountDownLatch watching = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      watchers.threads.execute(() -> watchers.watch(client, rig, watching));
    }
    if (!watching.await(60, TimeUnit.SECONDS)) {
      watchers.close();
      throw new IOException(watching.getCount() + " of " + count + " watchers were not let in");
    }
    return watchers;
  }

  Figures figures() {
    long[] sorted = delaysUs.stream().mapToLong(it -> it).sorted().toArray();
    return new Figures(
        sorted.length,
        ApiLoad.quantile(sorted, 0.5) / 1e3,
        ApiLoad.quantile(sorted, 0.99) / 1e3,
        resyncs.get(),
        lost.get());
  }

  @Override
  public void close() {
    isClosing = true;
    threads.shutdownNow();
  }

  private void watch(HttpClient client, ApiRig rig, CountDownLatch watching) {
    try {
      HttpResponse<Stream<String>> answer =
          client.send(
              rig.request("/api/live/events")
                  .timeout(Duration.ofMinutes(10))
                  .header("Accept", "text/event-stream")
                  .build(),
              HttpResponse.BodyHandlers.ofLines());
      if (answer.statusCode() == 200) {
        watching.countDown();
        try (Stream<String> lines = answer.body()) {
          lines.filter(it -> it.startsWith("data:")).forEach(it -> arrived(it.substring(5)));
        }
      }
    } catch (IOException | RuntimeException _) {
      // counted below
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!isClosing) {
      lost.incrementAndGet();
    }
  }

  private void arrived(String json) {
    JsonNode event = JsonMapper.shared().readTree(json);
    switch (event.path("type").asString("")) {
      case "state", "" -> {
        // the beginning, which nobody waits for
      }
      case "resync" -> resyncs.incrementAndGet();
      default ->
          delaysUs.add(
              Duration.between(Instant.parse(event.path("at").asString()), Instant.now()).toNanos()
                  / 1000);
    }
  }
}
