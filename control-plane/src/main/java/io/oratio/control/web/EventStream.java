package io.oratio.control.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Events on their way to one reader. Whoever has something to say offers it from any thread and
/// never waits; the request's own virtual thread writes. A reader who is too slow loses the stream:
/// what waits is thrown away, `resync` is sent in its place, and the stream ends, so that the
/// reader comes back and asks for what it missed. A forgiving stream ends only when its reader is
/// too slow again without having caught up in between.
public final class EventStream implements AutoCloseable {
  /// The last event of a stream whose reader was too slow.
  public static final Event RESYNC = new Event(Optional.empty(), Optional.of("resync"), "{}");

  /// The last event of a stream that has come to its end.
  public static final Event END = new Event(Optional.empty(), Optional.of("end"), "{}");

  private static final Event OVER = Event.plain("nothing follows; never sent");

  private final int capacity;
  private final BlockingQueue<Event> waiting;
  private final boolean isForgiving;
  private final List<Runnable> undoing = new ArrayList<>();
  private volatile boolean isBehind;
  private boolean isEnding;
  private boolean isClosed;

  /// @param capacity how many events may wait
  public EventStream(int capacity) {
    this(capacity, false);
  }

  private EventStream(int capacity, boolean isForgiving) {
    this.capacity = capacity;
    // Two places more than told, for the last event and the mark after it.
    this.waiting = new ArrayBlockingQueue<>(capacity + 2);
    this.isForgiving = isForgiving;
  }

  /// A stream whose reader may be too slow once, and again after it has caught up: `resync` stands
  /// where events were thrown away.
  ///
  /// @param capacity how many events may wait, at least two
  public static EventStream forgiving(int capacity) {
    return new EventStream(capacity, true);
  }

  /// Sends an event, if the reader keeps up.
  ///
  /// @return whether more may be offered: false once the stream has ended
  public synchronized boolean offer(Event event) {
    if (isEnding) {
      return false;
    }
    if (waiting.size() < capacity) {
      return waiting.offer(event);
    }
    waiting.clear();
    if (isForgiving && !isBehind) {
      isBehind = true;
      waiting.add(RESYNC);
      return waiting.offer(event);
    }
    end(RESYNC);
    return false;
  }

  /// Ends the stream now: what waits is thrown away, this is the last event.
  public synchronized void cut(Event last) {
    if (!isEnding) {
      waiting.clear();
      end(last);
    }
  }

  /// Ends the stream with `event: end`, once everything that was offered is sent.
  public void end() {
    end(END);
  }

  /// Ends the stream with this event.
  public synchronized void end(Event last) {
    if (!isEnding) {
      isEnding = true;
      waiting.add(last);
      waiting.add(OVER);
    }
  }

  /// Runs when the stream is over, however that came: the place to take a subscription back. Runs
  /// at once if it is over already.
  public void onClose(Runnable undo) {
    synchronized (this) {
      if (!isClosed) {
        undoing.add(undo);
        return;
      }
    }
    undo.run();
  }

  /// The next event; none if nothing came for so long.
  ///
  /// @throws InterruptedException if the process stops
  public Next next(Duration patience) throws InterruptedException {
    Event event = waiting.poll();
    if (event == null) {
      isBehind = false;
      event = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
    if (event == null) {
      return new Next.Quiet();
    }
    return event == OVER ? new Next.Over() : new Next.One(event);
  }

  /// What comes next.
  public sealed interface Next {
    record One(Event event) implements Next {}

    /// Nothing yet.
    record Quiet() implements Next {}

    /// Nothing any more.
    record Over() implements Next {}
  }

  /// The reader is gone, or has everything.
  @Override
  public void close() {
    List<Runnable> now;
    synchronized (this) {
      isEnding = true;
      isClosed = true;
      now = List.copyOf(undoing);
      undoing.clear();
    }
    waiting.clear();
    now.forEach(Runnable::run);
  }
}
