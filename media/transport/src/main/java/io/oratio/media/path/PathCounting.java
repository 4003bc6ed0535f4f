package io.oratio.media.path;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// The running sums behind [PathStats]: written by the event loop, read by anyone.
final class PathCounting {
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicLong framesSpoken = new AtomicLong();
  private final AtomicLong underruns = new AtomicLong();
  private final AtomicLong underrunSamples = new AtomicLong();
  private final LongAdder samplesDropped = new LongAdder();
  private final DelayHistogram spokenDelay = new DelayHistogram();

  void ticked(boolean isSpoken) {
    ticks.lazySet(ticks.getPlain() + 1);
    if (isSpoken) {
      framesSpoken.lazySet(framesSpoken.getPlain() + 1);
    }
  }

  long ticks() {
    return ticks.get();
  }

  void underruns(long times, long samples) {
    underruns.lazySet(times);
    underrunSamples.lazySet(samples);
  }

  void spokenAfter(long nanos) {
    spokenDelay.record(nanos);
  }

  void addSpokenDelayTo(DelayHistogram sum) {
    sum.add(spokenDelay);
  }

  /// From any thread.
  void dropped(int samples) {
    samplesDropped.add(samples);
  }

  PathStats read(Leg leg) {
    return new PathStats(
        ticks.get(),
        leg.framesConcealed(),
        framesSpoken.get(),
        underruns.get(),
        underrunSamples.get(),
        samplesDropped.sum(),
        leg.heardDelay(),
        spokenDelay.read());
  }
}
