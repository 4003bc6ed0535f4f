package io.oratio.engine.nova;

import io.oratio.engine.EngineEvent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells one listener what happens, one event at a time and in the order of [#add], whichever of
/// the engine's threads it happened on. Nothing follows the last event.
final class Delivery {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final Consumer<EngineEvent> listener;
  private final NovaCounters counters;
  private final Queue<EngineEvent> due = new ConcurrentLinkedQueue<>();
  private final AtomicInteger drains = new AtomicInteger();
  private boolean isOver;

  Delivery(Consumer<EngineEvent> listener, NovaCounters counters) {
    this.listener = listener;
    this.counters = counters;
  }

  /// Takes its place in the row. The caller may hold a lock: nobody is told yet.
  void add(EngineEvent event) {
    due.add(event);
  }

  /// Tells what is due, unless another thread is telling: then that one goes on. The caller holds
  /// no lock and is a thread of the engine.
  void tell() {
    if (drains.getAndIncrement() != 0) {
      return;
    }
    int seen = drains.get();
    do {
      for (EngineEvent next = due.poll(); next != null; next = due.poll()) {
        tell(next);
      }
      seen = drains.addAndGet(-seen);
    } while (seen != 0);
  }

  private void tell(EngineEvent event) {
    if (isOver) {
      return;
    }
    isOver = event instanceof EngineEvent.Ended || event instanceof EngineEvent.Failed;
    try {
      listener.accept(event);
    } catch (RuntimeException bug) {
      // Root of a callback: another's mistake must not stop the SDK's event loop.
      counters.count(NovaCounter.LISTENER_FAILURES);
      log.error("the listener of an engine session threw at {}", event.getClass(), bug);
    }
  }
}
