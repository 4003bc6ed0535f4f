package io.oratio.runtime.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Time that moves when a test says so, as a clock and as a timer. Safe from any thread.
public final class PinnedTime extends Clock implements Timer {
  private Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private final List<Deed> deeds = new ArrayList<>();

  private record Deed(Instant at, Runnable deed) {}

  @Override
  public synchronized Runnable after(Duration wait, Runnable deed) {
    Deed later = new Deed(now.plus(wait), deed);
    deeds.add(later);
    return () -> takeBack(later);
  }

  /// Lets time pass; what is due happens on the caller's thread, in its order.
  public void pass(Duration time) {
    Instant end = instant().plus(time);
    for (Optional<Deed> due = next(end); due.isPresent(); due = next(end)) {
      due.get().deed().run();
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized Optional<Deed> next(Instant end) {
    Optional<Deed> due =
        deeds.stream().filter(it -> !it.at().isAfter(end)).min(Comparator.comparing(Deed::at));
    due.ifPresent(
        it -> {
          deeds.remove(it);
          now = it.at();
        });
    return due;
  }

  private synchronized void takeBack(Deed deed) {
    deeds.removeIf(it -> it == deed);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
