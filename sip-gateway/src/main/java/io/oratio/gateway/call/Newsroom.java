package io.oratio.gateway.call;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets onlookers hear the news of all calls without a call ever waiting for one: each has a queue
/// of its own and a virtual thread that empties it. Who is too slow misses pieces and is told how
/// many. Any thread.
public final class Newsroom implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Newsroom.class);
  private static final int USUAL_WAITING_MAX = 4_096;

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

  /// Hears the news, in order for each call, on a thread of its own; it may block and harms only
  /// itself.
  public interface Onlooker {
    void heard(CallFacts facts, CallNews news);

    /// Pieces were left out here because it was too slow.
    ///
    /// @param pieces how many
    default void missed(long pieces) {}
  }

  /// An onlooker's watch; closing it ends it.
  public interface Watching extends AutoCloseable {
    @Override
    void close();
  }

  private record Piece(CallFacts facts, CallNews news) {}

  /// From now on this onlooker hears every call.
  public Watching watch(Onlooker onlooker) {
    return watch(onlooker, USUAL_WAITING_MAX);
  }

  /// @param waitingMax how many pieces may wait for it
  Watching watch(Onlooker onlooker, int waitingMax) {
    Watch watch = new Watch(onlooker, waitingMax);
    watches.add(watch);
    return watch;
  }

  /// Tells everybody. Returns at once.
  void publish(CallFacts facts, CallNews news) {
    for (Watch watch : watches) {
      watch.offer(new Piece(facts, news));
    }
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
  }

  private final class Watch implements Watching {
    private final Onlooker onlooker;
    private final BlockingQueue<Piece> waiting;
    private final AtomicLong missed = new AtomicLong();
    private final Thread thread;

    private Watch(Onlooker onlooker, int waitingMax) {
      this.onlooker = onlooker;
      this.waiting = new ArrayBlockingQueue<>(waitingMax);
      this.thread = Thread.ofVirtual().name("news").start(this::tell);
    }

    private void offer(Piece piece) {
      if (!waiting.offer(piece)) {
        missed.incrementAndGet();
      }
    }

    private void tell() {
      try {
        while (true) {
          Piece piece = waiting.take();
          long left = missed.getAndSet(0);
          try {
            if (left > 0) {
              onlooker.missed(left);
            }
            onlooker.heard(piece.facts(), piece.news());
          } catch (RuntimeException e) { // the root of its thread: the next piece may go better
            log.error("an onlooker of calls failed; the next news goes on", e);
          }
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      watches.remove(this);
      thread.interrupt();
    }
  }
}
