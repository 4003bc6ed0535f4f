package io.oratio.engine.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// Runs the steps of one session one at a time and in order, on whatever thread the executor gives.
/// Any thread may add a step; adding never waits.
final class Lane {
  private final Executor executor;
  private final int most;
  private final Deque<Runnable> steps = new ArrayDeque<>();
  private boolean isRunning;

  /// @param most how many steps may wait; those of [#offer] beyond it are refused
  Lane(Executor executor, int most) {
    this.executor = executor;
    this.most = most;
  }

  /// Adds a step that must not be lost.
  void execute(Runnable step) {
    add(step, Integer.MAX_VALUE);
  }

  /// Adds a step unless too many wait.
  boolean offer(Runnable step) {
    return add(step, most);
  }

  private boolean add(Runnable step, int limit) {
    synchronized (steps) {
      if (steps.size() >= limit) {
        return false;
      }
      steps.add(step);
      if (isRunning) {
        return true;
      }
      isRunning = true;
    }
    try {
      executor.execute(this::run);
      return true;
    } catch (RejectedExecutionException _) {
      // The engine is closed: every session has ended, there is nobody left to tell.
      return false;
    }
  }

  private void run() {
    while (true) {
      Runnable step;
      synchronized (steps) {
        step = steps.poll();
        if (step == null) {
          isRunning = false;
          return;
        }
      }
      step.run();
    }
  }
}
