package io.oratio.media.path;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one clock of all calls' media: a thread that hands each call's tick to the call's event loop
/// every 20 ms.
///
/// The 20 ms are cut into 20 places of 1 ms, and calls are spread over them, a few together so that
/// an event loop wakes once for all of them. After a stall nothing is made up for: a tick that
/// would come a whole slot late is left out and counted, because a burst of packets helps nobody.
///
/// `add`, `cancel` and `stats` may be called from any thread; a tick runs on its event loop only.
public final class Pacer implements AutoCloseable {
  /// The length of a frame, and the time between two ticks of a call.
  public static final Duration SLOT = Duration.ofMillis(20);

  private static final int PLACES = 20;
  private static final long SLOT_NANOS = SLOT.toNanos();
  private static final long PLACE_NANOS = SLOT_NANOS / PLACES;
  private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();

  /// A stall of so many slots is made up for: 100 ms, what a jitter buffer forgives.
  static final int OWED_MAX = 5;

  /// Calls of one event loop that share a place before the next place is opened.
  private static final int SHARED = 4;

  /// The order in which places are opened: far apart first.
  private static final int[] SPREAD = {
    0, 10, 5, 15, 2, 12, 7, 17, 4, 14, 9, 19, 1, 11, 6, 16, 3, 13, 8, 18
  };

  /// What the pacer has done so far.
  ///
  /// @param registered calls ticking now
  /// @param ticks run so far
  /// @param ticksMadeUp of them, run half a slot after another, because they were owed
  /// @param ticksMissed left out, because the pacer or an event loop was too late for too long
  /// @param ticksFailed that threw; such a call ticks no more
  /// @param lateness from when a tick was due to when it began on its event loop
  public record Stats(
      long registered,
      long ticks,
      long ticksMadeUp,
      long ticksMissed,
      long ticksFailed,
      Delays lateness) {}

  /// A call's place in the pacer.
  public interface Registration {
    /// Ends the ticking: at once if called on the event loop; elsewhere one tick may be under way.
    /// Any number of times.
    void cancel();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);

  private final LongSupplier nanoTime;
  private final AtomicLong registered = new AtomicLong();
  private final AtomicLong madeUp = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Object membership = new Object();
  private final Thread thread;
  private volatile Lane[] lanes = {};
  private volatile boolean isClosed;

  /// Starts the thread on the system's clock.
  public Pacer() {
    this(System::nanoTime);
  }

  /// Starts the thread on a clock of the caller's, which must go at the pace of real time.
  public Pacer(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.thread = Thread.ofPlatform().name("pacer").daemon().unstarted(this::run);
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.start();
  }

  /// From now on the tick runs every 20 ms on the event loop.
  public Registration add(EventLoop loop, Runnable tick) {
    Member member;
    synchronized (membership) {
      Lane lane = laneOf(loop);
      Batch batch = lane.batches[lane.placeForOneMore()];
      member = new Member(batch, tick);
      batch.add(member);
    }
    registered.incrementAndGet();
    LockSupport.unpark(thread);
    return member;
  }

  /// What has been done so far.
  public Stats stats() {
    DelayHistogram all = new DelayHistogram();
    for (Lane lane : lanes) {
      all.add(lane.lateness);
    }
    Delays lateness = all.read();
    return new Stats(
        registered.get(), lateness.count(), madeUp.get(), missed.get(), failed.get(), lateness);
  }

  /// Stops the thread; nothing ticks afterwards.
  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    long epoch = nanoTime.getAsLong();
    long next = 0;
    while (!isClosed) {
      int ahead = placesToNextTick(next);
      if (ahead == PLACES) {
        LockSupport.parkNanos(this, IDLE_NANOS);
        next = Math.max(next, (nanoTime.getAsLong() - epoch) / PLACE_NANOS);
        continue;
      }
      long due = epoch + (next + ahead) * PLACE_NANOS;
      long late = nanoTime.getAsLong() - due;
      if (late < 0) {
        LockSupport.parkNanos(this, -late);
        continue;
      }
      long slotsMissed = late / SLOT_NANOS;
      if (slotsMissed > 0) {
        owe(slotsMissed);
      }
      next += ahead + slotsMissed * PLACES;
      fire((int) (next % PLACES), due + slotsMissed * SLOT_NANOS);
      next++;
    }
  }

  private int placesToNextTick(long from) {
    Lane[] current = lanes;
    for (int ahead = 0; ahead < PLACES; ahead++) {
      int place = (int) ((from + ahead) % PLACES);
      for (Lane lane : current) {
        if (lane.batches[place].isUsed() || lane.batches[opposite(place)].owes()) {
          return ahead;
        }
      }
    }
    return PLACES;
  }

  private void fire(int place, long due) {
    for (Lane lane : lanes) {
      lane.batches[place].tick(due);
      lane.batches[opposite(place)].makeUp(due);
    }
  }

  private void owe(long slots) {
    for (Lane lane : lanes) {
      for (Batch batch : lane.batches) {
        batch.owe(slots);
      }
    }
  }

  /// The place half a slot away.
  private static int opposite(int place) {
    return (place + PLACES / 2) % PLACES;
  }

  private Lane laneOf(EventLoop loop) {
    Lane[] current = lanes;
    for (Lane lane : current) {
      if (lane.loop == loop) {
        return lane;
      }
    }
    Lane added = new Lane(loop);
    Lane[] longer = Arrays.copyOf(current, current.length + 1);
    longer[current.length] = added;
    lanes = longer;
    return added;
  }

  /// What belongs to one event loop: its calls by place, and how late they ticked.
  private final class Lane {
    final EventLoop loop;
    final Batch[] batches = new Batch[PLACES];
    final DelayHistogram lateness = new DelayHistogram();

    Lane(EventLoop loop) {
      this.loop = loop;
      Arrays.setAll(batches, _ -> new Batch(this));
    }

    /// A place that is in use and has room; else the next unused one; else the emptiest.
    int placeForOneMore() {
      int best = SPREAD[0];
      for (int place : SPREAD) {
        int members = batches[place].members.length;
        if (members > 0 && members < SHARED) {
          return place;
        }
        if (members < batches[best].members.length) {
          best = place;
        }
      }
      return best;
    }
  }

  /// The calls of one event loop that tick in one place, run as one task.
  private final class Batch implements Runnable {
    final Lane lane;
    volatile Member[] members = {};
    private volatile boolean isPending;
    private volatile long due;
    // Of the pacer's thread.
    private int owed;

    Batch(Lane lane) {
      this.lane = lane;
    }

    boolean isUsed() {
      return members.length > 0;
    }

    boolean owes() {
      return owed > 0;
    }

    void tick(long dueNanos) {
      if (isUsed() && !handOver(dueNanos)) {
        owe(1);
      }
    }

    void makeUp(long dueNanos) {
      if (owed > 0 && isUsed() && handOver(dueNanos)) {
        owed--;
        madeUp.addAndGet(members.length);
      } else if (!isUsed()) {
        owed = 0;
      }
    }

    /// Ticks are owed; those of a long stall are given up.
    void owe(long slots) {
      if (owed + slots <= OWED_MAX) {
        owed += (int) slots;
      } else {
        missed.addAndGet((owed + slots) * members.length);
        owed = 0;
      }
    }

    private boolean handOver(long dueNanos) {
      if (isPending) {
        return false;
      }
      due = dueNanos;
      isPending = true;
      try {
        lane.loop.execute(this);
        return true;
      } catch (RejectedExecutionException _) {
        // The event loop has been stopped with calls still on it: nothing of theirs can run.
        isPending = false;
        return false;
      }
    }

    @Override
    public void run() {
      long dueNanos = due;
      isPending = false;
      for (Member member : members) {
        member.tick(dueNanos);
      }
    }

    void add(Member member) {
      Member[] longer = Arrays.copyOf(members, members.length + 1);
      longer[members.length] = member;
      members = longer;
    }

    void remove(Member member) {
      members = Arrays.stream(members).filter(other -> other != member).toArray(Member[]::new);
    }
  }

  private final class Member implements Registration {
    private final Batch batch;
    private final Runnable tick;
    private volatile boolean isCancelled;

    Member(Batch batch, Runnable tick) {
      this.batch = batch;
      this.tick = tick;
    }

    void tick(long dueNanos) {
      if (isCancelled) {
        return;
      }
      batch.lane.lateness.record(nanoTime.getAsLong() - dueNanos);
      try {
        tick.run();
      } catch (RuntimeException e) {
        // The root of a call's media: one call's fault must not stop the others.
        failed.incrementAndGet();
        cancel();
        LOG.error("a call's tick failed; the call ticks no more", e);
      }
    }

    @Override
    public void cancel() {
      synchronized (membership) {
        if (isCancelled) {
          return;
        }
        isCancelled = true;
        batch.remove(this);
      }
      registered.decrementAndGet();
    }
  }
}
