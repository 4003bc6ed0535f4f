package io.oratio.phone.call;

import java.util.function.LongSupplier;

/// Watches how regularly packets come, tick by tick, from the answer on. Fed by the event loop;
/// [#soFar] may be asked by any thread.
final class Arrivals {
  /// A stretch without a packet counts as a gap from here on.
  private static final long GAP_MS = 60;

  private static final long NANOS_A_MS = 1_000_000;

  private final LongSupplier nanos;
  private volatile int ptimeMs = 20;
  private volatile double expected;
  private volatile long gaps;
  private volatile long longestMs;
  private long lastTick = -1;
  private long lastArrival;
  private long seen = -1;
  private boolean isInGap;

  Arrivals(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// How much sound a packet holds from now on.
  void packetsLast(int milliseconds) {
    ptimeMs = milliseconds;
  }

  /// One tick.
  ///
  /// @param count of all that has come to the present leg; any change is an arrival
  /// @param isExpected whether the other side is to send at all
  void tick(long count, boolean isExpected) {
    long now = nanos.getAsLong();
    if (isExpected && lastTick >= 0) {
      expected += (double) (now - lastTick) / NANOS_A_MS / ptimeMs;
    }
    lastTick = now;
    if (count != seen || !isExpected) {
      seen = count;
      lastArrival = now;
      isInGap = false;
    } else {
      waited(now);
    }
  }

  private void waited(long now) {
    long silentMs = (now - lastArrival) / NANOS_A_MS;
    // Ticks see a packet up to one tick late, so this is never more than it really was.
    if (silentMs >= Math.max(GAP_MS, 2L * ptimeMs)) {
      gaps += isInGap ? 0 : 1;
      isInGap = true;
      longestMs = Math.max(longestMs, silentMs);
    }
  }

  /// The figures now, with the number of packets counted elsewhere. Any thread.
  Line.Gaps soFar(long packets) {
    return new Line.Gaps(gaps, longestMs, Math.round(expected), packets);
  }
}
