package io.oratio.control.conversation;

import io.oratio.control.web.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// The last events of one conversation, and those who read along. Any thread.
///
/// Places grow by one from event to event, and jump at a run's beginning and end to a million times
/// the number of messages stored by then. So they keep growing over restarts without being stored,
/// and a place tells which messages its reader has.
final class Journal {
  /// The places between two messages; a run has far fewer events.
  static final long STEP = 1_000_000;

  /// An event at its place.
  ///
  /// @param isEnd whether a run ended with it, so that the stored messages stand for all before
  record Entry(long seq, String name, ObjectNode data, boolean isEnd) {
    Event event() {
      return Event.of(Long.toString(seq), name, data);
    }
  }

  /// What somebody needs who has seen the events up to a place.
  sealed interface Missed {
    /// What is kept here after that place.
    record Kept(long after) implements Missed {}

    /// The stored messages after one up to another, then what is kept here after a place.
    record Stored(int after, int through, long then) implements Missed {}

    /// Nobody can say.
    record Lost() implements Missed {}
  }

  private final int capacity;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Set<Consumer<Entry>> readers = new LinkedHashSet<>();
  private long last;
  private long floor;
  private boolean isFloorWhole = true;
  private long runBegan = -1;

  /// @param stored how many messages there are
  Journal(int stored, int capacity) {
    this.capacity = capacity;
    this.last = stored * STEP;
    this.floor = last;
  }

  /// Notes the beginning of a run.
  ///
  /// @param stored how many messages there are
  synchronized Entry begin(ObjectNode data, int stored) {
    runBegan = last;
    return add("run_status", data, OptionalInt.of(stored), false);
  }

  /// Notes the end of a run.
  synchronized Entry end(ObjectNode data, int stored) {
    runBegan = -1;
    return add("run_status", data, OptionalInt.of(stored), true);
  }

  /// Notes what happens in a run.
  synchronized Entry add(String name, ObjectNode data) {
    return add(name, data, OptionalInt.empty(), false);
  }

  private Entry add(String name, ObjectNode data, OptionalInt stored, boolean isEnd) {
    last = Math.max(last + 1, stored.orElse(0) * STEP);
    Entry entry = new Entry(last, name, data.put("seq", last), isEnd);
    entries.add(entry);
    if (entries.size() > capacity) {
      Entry gone = entries.remove();
      floor = gone.seq();
      isFloorWhole = gone.isEnd();
    }
    readers.forEach(it -> it.accept(entry));
    return entry;
  }

  /// The place of the last event.
  synchronized long last() {
    return last;
  }

  /// Where one begins who has seen nothing: before the run that lasts, else now.
  synchronized long beginning() {
    return runBegan < 0 ? last : runBegan;
  }

  synchronized Missed missed(long seen) {
    if (seen < 0 || seen > last) {
      return new Missed.Lost();
    }
    if (seen >= floor) {
      return new Missed.Kept(seen);
    }
    return isFloorWhole
        ? new Missed.Stored((int) (seen / STEP), (int) (floor / STEP), floor)
        : new Missed.Lost();
  }

  /// Gives the kept events after a place and then all that come, each once and in order. The reader
  /// is called under the journal's lock and must not wait.
  ///
  /// @return what takes the reader out; empty if events after that place are gone meanwhile
  synchronized Optional<Runnable> read(long after, Consumer<Entry> reader) {
    if (after < floor) {
      return Optional.empty();
    }
    entries.stream().filter(it -> it.seq() > after).forEach(reader);
    readers.add(reader);
    return Optional.of(() -> forget(reader));
  }

  private synchronized void forget(Consumer<Entry> reader) {
    readers.remove(reader);
  }
}
