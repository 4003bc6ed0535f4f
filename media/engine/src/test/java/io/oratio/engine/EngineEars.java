package io.oratio.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Hears a session's events, remembers them, and notices what no listener may see: two calls at
/// once, and anything after the last event.
public final class EngineEars implements Consumer<EngineEvent> {
  private final List<EngineEvent> heard = new CopyOnWriteArrayList<>();
  private final AtomicBoolean isBusy = new AtomicBoolean();
  private final AtomicInteger overlaps = new AtomicInteger();

  @Override
  public void accept(EngineEvent event) {
    if (!isBusy.compareAndSet(false, true)) {
      overlaps.incrementAndGet();
    }
    heard.add(event);
    // Long enough for an overlap to be seen, if there is one.
    Thread.yield();
    isBusy.set(false);
  }

  /// Everything heard so far, in order.
  public List<EngineEvent> all() {
    return List.copyOf(heard);
  }

  /// Everything of one kind heard so far, in order.
  public <E extends EngineEvent> List<E> all(Class<E> kind) {
    return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// How often the listener was called while it was being called.
  public int overlaps() {
    return overlaps.get();
  }

  /// Waits for the first event of this kind.
  public <E extends EngineEvent> E await(Class<E> kind, Duration patience) {
    return await(kind, _ -> true, patience);
  }

  /// Waits for the first event of this kind that fits.
  public <E extends EngineEvent> E await(
      Class<E> kind, Predicate<? super E> fits, Duration patience) {
    awaitThat(() -> all(kind).stream().anyMatch(fits), kind.getSimpleName(), patience);
    return all(kind).stream().filter(fits).findFirst().orElseThrow();
  }

  /// Waits for the last event.
  public EngineEvent awaitEnd(Duration patience) {
    awaitThat(() -> heard.stream().anyMatch(EngineEars::isLast), "the last event", patience);
    return heard.stream().filter(EngineEars::isLast).findFirst().orElseThrow();
  }

  /// Waits until something holds.
  public void awaitThat(java.util.function.BooleanSupplier holds, String what, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited " + patience + " for " + what + "; heard " + shortly());
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  /// Whether no other event may follow this one.
  public static boolean isLast(EngineEvent event) {
    return event instanceof EngineEvent.Ended || event instanceof EngineEvent.Failed;
  }

  private List<String> shortly() {
    return heard.stream()
        .map(
            event ->
                event instanceof EngineEvent.AudioOut audio
                    ? "AudioOut[" + audio.contentId() + "," + audio.samples().length + "]"
                    : event.toString())
        .toList();
  }
}
