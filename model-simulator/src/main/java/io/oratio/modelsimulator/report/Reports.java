package io.oratio.modelsimulator.report;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// The last reports, and the bodies of the last requests for tests that look into them. Any thread.
public final class Reports {
  private static final int MOST = 2000;

  private final Consumer<RequestReport> listener;
  private final Deque<RequestReport> reports = new ArrayDeque<>();
  private final Deque<String> bodies = new ArrayDeque<>();
  private int added;

  public Reports(Consumer<RequestReport> listener) {
    this.listener = listener;
  }

  /// Keeps a request's body.
  public synchronized void asked(String body) {
    if (bodies.size() == MOST) {
      bodies.removeFirst();
    }
    bodies.addLast(body);
  }

  /// Keeps a report, and tells of it.
  public void add(RequestReport report) {
    synchronized (this) {
      if (reports.size() == MOST) {
        reports.removeFirst();
      }
      reports.addLast(report);
      added++;
      notifyAll();
    }
    listener.accept(report);
  }

  /// The last ones, the oldest first.
  public synchronized List<RequestReport> all() {
    return List.copyOf(reports);
  }

  /// The bodies of the last requests, the oldest first.
  public synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  /// Waits until so many requests have ended since the start.
  ///
  /// @throws IllegalStateException if they have not in time
  public synchronized List<RequestReport> await(int count, Duration within)
      throws InterruptedException {
    long until = System.nanoTime() + within.toNanos();
    while (added < count) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        throw new IllegalStateException("only " + added + " of " + count + " requests ended");
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return all();
  }
}
