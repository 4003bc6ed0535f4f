package io.oratio.domain.live;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The bus within one process: one thread gives every event its place, keeps it and tells it.
///
/// What is kept is bounded: [LiveEvents#KEPT] events and eight million characters a tenant, and a
/// thousand tenants, of which the one that was silent longest is forgotten first. A sequence begins
/// with the clock, so that after a restart no place means another event than before.
public final class InProcessLiveEvents implements LiveEvents, AutoCloseable {
  private static final int MOST_TENANTS = 1000;
  private static final long PLACES_PER_MILLI = 1000;

  private final Clock clock;
  private final BlockingQueue<Told> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Listeners listeners = new Listeners();
  private final Map<TenantId, KeptEvents> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread teller;

  public InProcessLiveEvents(Clock clock) {
    this.clock = clock;
    this.teller = Thread.ofVirtual().name("live-events").start(this::tell);
  }

  @Override
  public void publish(TenantId tenantId, LiveEvent.Draft draft) {
    if (!waiting.offer(new Told(tenantId, draft))) {
      dropped.incrementAndGet();
    }
  }

  @Override
  public Subscription subscribe(TenantId tenantId, Consumer<LiveEvent> consumer) {
    return listeners.add(tenantId, consumer);
  }

  @Override
  public Subscription subscribeAll(Consumer<LiveEvent> consumer) {
    return listeners.add(consumer);
  }

  @Override
  public Replay after(TenantId tenantId, long sequence, int limit) {
    Shape.limit(limit);
    synchronized (kept) {
      return of(tenantId).after(sequence, limit);
    }
  }

  @Override
  public long latest(TenantId tenantId) {
    synchronized (kept) {
      return of(tenantId).last();
    }
  }

  @Override
  public long dropped() {
    return dropped.get();
  }

  /// How often a consumer threw.
  public long consumerFailures() {
    return listeners.failures();
  }

  /// Tells no more; what waits is not told.
  @Override
  public void close() {
    teller.interrupt();
  }

  private void tell() {
    try {
      while (true) {
        Told next = waiting.take();
        listeners.tell(place(next));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private LiveEvent place(Told told) {
    synchronized (kept) {
      return of(told.tenantId()).add(told.tenantId(), told.draft());
    }
  }

  private KeptEvents of(TenantId tenantId) {
    KeptEvents events =
        kept.computeIfAbsent(tenantId, _ -> new KeptEvents(clock.millis() * PLACES_PER_MILLI));
    if (kept.size() > MOST_TENANTS) {
      kept.remove(kept.keySet().iterator().next());
    }
    return events;
  }

  private record Told(TenantId tenantId, LiveEvent.Draft draft) {}
}
