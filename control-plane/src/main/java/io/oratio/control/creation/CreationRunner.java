package io.oratio.control.creation;

import io.oratio.domain.creation.Creation;
import io.oratio.domain.creation.Creations;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs creations over the leases of their store: any number of nodes look for what is due, one
/// gets the lease and keeps it while it works, and what a dead one left is due again when its lease
/// has run out. A bounded number at once; the rest waits in the store. One timer thread, one
/// virtual thread a creation.
final class CreationRunner implements StepRunner, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CreationRunner.class);
  private static final long SECONDS_TO_FINISH = 5;

  private final Creations creations;
  private final CreationWork work;
  private final CreationSettings settings;
  private final InstantSource clock;
  private final String owner;
  private final Semaphore places;
  private final Map<String, Creation> held = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("creations-timer").factory());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param owner a word of this process's own, by which its leases are told from others'
  CreationRunner(
      Creations creations,
      CreationWork work,
      CreationSettings settings,
      InstantSource clock,
      String owner) {
    this.creations = creations;
    this.work = work;
    this.settings = settings;
    this.clock = clock;
    this.owner = owner;
    this.places = new Semaphore(settings.atOnce());
  }

  /// Begins to look for what is due.
  void start() {
    timer.scheduleWithFixedDelay(this::look, 0, settings.poll().toMillis(), TimeUnit.MILLISECONDS);
    long third = Math.max(1, settings.lease().toMillis() / 3);
    timer.scheduleWithFixedDelay(this::keepLeases, third, third, TimeUnit.MILLISECONDS);
  }

  @Override
  public void nudge() {
    try {
      timer.execute(this::look);
    } catch (RejectedExecutionException _) {
      // The process ends; the next start looks for itself.
    }
  }

  /// Stops. What is being done has some seconds to come to the end of its step; the rest is due
  /// again as soon as its lease is given back.
  @Override
  public void close() {
    timer.shutdownNow();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
        threads.shutdownNow();
        threads.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS);
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      Instant now = clock.instant();
      if (places.availablePermits() == 0) {
        return;
      }
      for (Creation due : creations.due(now, settings.atOnce() * 4)) {
        if (held.containsKey(key(due)) || !places.tryAcquire()) {
          continue;
        }
        boolean isTaken = false;
        try {
          isTaken = take(due, now);
        } finally {
          if (!isTaken) {
            places.release();
          }
        }
      }
    } catch (RuntimeException e) {
      // The root of the timer: a store that is away now may be there at the next turn.
      LOG.warn("creations could not be looked for: {}", e.toString());
    }
  }

  private boolean take(Creation due, Instant now) {
    return creations
        .lease(due.tenantId(), due.agentId(), owner, now, now.plus(settings.lease()))
        .map(
            leased -> {
              held.put(key(leased), leased);
              try {
                threads.execute(() -> run(leased));
                return true;
              } catch (RejectedExecutionException _) {
                giveBack(leased);
                return false;
              }
            })
        .orElse(false);
  }

  private void run(Creation leased) {
    try {
      work.goOn(leased, owner);
    } catch (RuntimeException e) {
      // The root of a creation's thread: the store was away; the lease runs out or is given back.
      LOG.error("the creation of {} could not go on", leased.agentId(), e);
    } finally {
      giveBack(leased);
      places.release();
      nudge();
    }
  }

  private void giveBack(Creation leased) {
    held.remove(key(leased));
    try {
      creations.release(leased.tenantId(), leased.agentId(), owner);
    } catch (RuntimeException e) {
      LOG.warn("a lease could not be given back; it runs out: {}", e.toString());
    }
  }

  private void keepLeases() {
    for (Creation each : held.values()) {
      try {
        Instant now = clock.instant();
        creations.lease(each.tenantId(), each.agentId(), owner, now, now.plus(settings.lease()));
      } catch (RuntimeException e) {
        LOG.warn("a lease could not be kept: {}", e.toString());
      }
    }
  }

  private static String key(Creation creation) {
    return creation.tenantId() + "/" + creation.agentId();
  }
}
