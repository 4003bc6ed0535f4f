package io.oratio.simulator.report;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// The reports of the sessions that have ended, the last ten thousand of them. Any thread.
public final class Reports {
  private static final int MOST_KEPT = 10_000;

  private final Deque<SessionReport> kept = new ArrayDeque<>();
  private final Consumer<SessionReport> listener;
  private long added;

  /// Each report is also handed to the listener, by the thread that adds it.
  public Reports(Consumer<SessionReport> listener) {
    this.listener = listener;
  }

  public void add(SessionReport report) {
    synchronized (this) {
      if (kept.size() == MOST_KEPT) {
        kept.removeFirst();
      }
      kept.addLast(report);
      added++;
      notifyAll();
    }
    listener.accept(report);
  }

  /// All that are kept, oldest first.
  public synchronized List<SessionReport> all() {
    return List.copyOf(kept);
  }

  /// Waits until at least `count` sessions have ended since the start, then gives all that are
  /// kept.
  ///
  /// @throws IllegalStateException when the time is over before
  public synchronized List<SessionReport> await(int count, Duration timeout)
      throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (added < count) {
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        throw new IllegalStateException(
            "Only " + added + " of " + count + " sessions ended within " + timeout);
      }
      wait(leftMs);
    }
    return List.copyOf(kept);
  }
}
