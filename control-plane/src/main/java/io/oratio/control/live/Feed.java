package io.oratio.control.live;

import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The events of one tenant on their way to its watchers. The bus's thread only puts them aside
/// here; one thread of the feed's own hands them out. Partial words that are out of date before
/// they are handed out are left out. Where the bus lost some, they are read from what it keeps, or
/// all watchers are told that they missed them.
final class Feed implements AutoCloseable {
  private static final int WAITING_MAX = 4096;
  private static final int BATCH = 256;
  private static final int REPLAY = 1000;

  private final TenantId tenantId;
  private final LiveEvents bus;
  private final Set<Watcher> watchers;
  private final BlockingQueue<LiveEvent> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Subscription subscription;
  private final Thread thread;
  private volatile boolean isBehind;
  private long last = -1;

  /// @param onRevoked runs when a key of the tenant was revoked
  Feed(TenantId tenantId, LiveEvents bus, Runnable onRevoked) {
    this.tenantId = tenantId;
    this.bus = bus;
    this.watchers = ConcurrentHashMap.newKeySet();
    this.subscription =
        bus.subscribe(
            tenantId,
            event -> {
              if (!waiting.offer(event)) {
                isBehind = true;
              }
            });
    this.thread = Thread.ofVirtual().name("live-feed-" + tenantId).start(() -> handOut(onRevoked));
  }

  Set<Watcher> watchers() {
    return watchers;
  }

  @Override
  public void close() {
    subscription.close();
    thread.interrupt();
  }

  private void handOut(Runnable onRevoked) {
    List<LiveEvent> batch = new ArrayList<>(BATCH);
    try {
      while (true) {
        LiveEvent first = waiting.poll(1, TimeUnit.SECONDS);
        if (first == null) {
          catchUp();
          continue;
        }
        batch.add(first);
        waiting.drainTo(batch, BATCH - 1);
        handOut(batch, onRevoked);
        batch.clear();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOut(List<LiveEvent> batch, Runnable onRevoked) {
    List<Frame> frames = new ArrayList<>(batch.size());
    for (LiveEvent event : batch) {
      if (last >= 0 && event.sequence() > last + 1) {
        fill(event.sequence(), frames);
      }
      add(event, frames);
    }
    Set<String> spoken = new HashSet<>();
    List<Frame> wanted = new ArrayList<>(frames.size());
    for (Frame frame : frames.reversed()) {
      boolean isNewest = frame.turn().map(spoken::add).orElse(true);
      if (isNewest || !frame.isPartial()) {
        wanted.add(frame);
      }
    }
    for (Frame frame : wanted.reversed()) {
      watchers.forEach(it -> it.take(frame));
      if (frame.live().type() == LiveEventType.KEY_REVOKED) {
        onRevoked.run();
      }
    }
  }

  private void add(LiveEvent event, List<Frame> frames) {
    if (event.sequence() > last) {
      last = event.sequence();
      frames.add(Frame.of(event));
    }
  }

  /// The events before this one that the bus did not bring.
  private void fill(long before, List<Frame> frames) {
    if (bus.after(tenantId, last, REPLAY) instanceof LiveEvents.Events(List<LiveEvent> missing)
        && !missing.isEmpty()) {
      missing.stream().filter(it -> it.sequence() < before).forEach(it -> add(it, frames));
    }
    if (last + 1 < before) {
      watchers.forEach(Watcher::missed);
    }
  }

  /// What found no room here while there was nothing after it.
  private void catchUp() {
    if (isBehind && last >= 0) {
      isBehind = false;
      if (bus.after(tenantId, last, REPLAY) instanceof LiveEvents.Events(List<LiveEvent> missing)) {
        handOut(missing, () -> {});
      } else {
        watchers.forEach(Watcher::missed);
      }
    }
  }
}
