package io.oratio.runtime.model;

import java.util.ArrayList;
import java.util.List;

/// A wish to stop, made once and for all. Any thread.
public final class Cancellation {
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean isCancelled;

  /// Stops what listens. Again changes nothing.
  public void cancel() {
    List<Runnable> told;
    synchronized (this) {
      if (isCancelled) {
        return;
      }
      isCancelled = true;
      told = List.copyOf(listeners);
      listeners.clear();
    }
    told.forEach(Runnable::run);
  }

  public synchronized boolean isCancelled() {
    return isCancelled;
  }

  /// Has something done when it is cancelled, at once if it is already.
  ///
  /// @return what undoes the wish
  public Runnable onCancel(Runnable listener) {
    synchronized (this) {
      if (!isCancelled) {
        listeners.add(listener);
        return () -> forget(listener);
      }
    }
    listener.run();
    return () -> {};
  }

  private synchronized void forget(Runnable listener) {
    listeners.remove(listener);
  }
}
