package io.oratio.media.path;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// Counts delays in buckets of which sixteen make a doubling, from a microsecond to a minute.
///
/// One thread records, without locks or allocation; any thread may read.
public final class DelayHistogram {
  private static final int STEPS_BITS = 4;
  private static final int STEPS = 1 << STEPS_BITS;
  private static final int DOUBLINGS = 26;
  private static final double MICROS_PER_MS = 1000.0;

  private final AtomicLongArray buckets = new AtomicLongArray((DOUBLINGS + 1) * STEPS);
  private final AtomicLong maxNanos = new AtomicLong();

  /// Counts one delay; a negative one counts as none.
  public void record(long nanos) {
    int index = indexOf(Math.max(0, nanos) / 1000);
    buckets.lazySet(index, buckets.getPlain(index) + 1);
    if (nanos > maxNanos.getPlain()) {
      maxNanos.lazySet(nanos);
    }
  }

  /// Adds everything that another histogram has counted so far; by the recording thread only.
  public void add(DelayHistogram other) {
    for (int i = 0; i < buckets.length(); i++) {
      buckets.lazySet(i, buckets.getPlain(i) + other.buckets.get(i));
    }
    maxNanos.lazySet(Math.max(maxNanos.getPlain(), other.maxNanos.get()));
  }

  /// What has been counted so far.
  public Delays read() {
    long[] counts = new long[buckets.length()];
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = buckets.get(i);
      total += counts[i];
    }
    if (total == 0) {
      return Delays.NONE;
    }
    double maxMs = maxNanos.get() / 1e6;
    return new Delays(
        total,
        Math.min(maxMs, percentileMs(counts, total, 0.5)),
        Math.min(maxMs, percentileMs(counts, total, 0.99)),
        Math.min(maxMs, percentileMs(counts, total, 0.999)),
        maxMs);
  }

  private static double percentileMs(long[] counts, long total, double share) {
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return upperEdgeMicros(i) / MICROS_PER_MS;
      }
    }
    return upperEdgeMicros(counts.length - 1) / MICROS_PER_MS;
  }

  /// The first sixteen buckets are a microsecond wide, each next sixteen twice as wide as the last.
  private static int indexOf(long micros) {
    if (micros < STEPS) {
      return (int) micros;
    }
    int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - STEPS_BITS;
    if (doubling >= DOUBLINGS) {
      return (DOUBLINGS + 1) * STEPS - 1;
    }
    int step = (int) (micros >>> doubling) - STEPS;
    return (doubling + 1) * STEPS + step;
  }

  private static long upperEdgeMicros(int index) {
    int row = index / STEPS;
    int step = index % STEPS;
    return row == 0 ? index + 1L : (STEPS + step + 1L) << (row - 1);
  }
}
