package io.oratio.phone.call;

import java.util.function.LongSupplier;

/// Watches how regularly packets come, tick by tick, from the answer on. Fed by the event loop;
/// [#soFar()] may be asked by any thread.
final class Arrivals {
  /// A stretch without a packet counts as a gap from here on.
  private static final long GAP_MS = 60;

  private static final long NANOS_A_MS = 1_000_000;

  private final LongSupplier nanos;
  private volatile int ptimeMs = 20;
  private volatile Line.Gaps soFar = Line.Gaps.NONE;
  private long lastTick = -1;
  private long lastArrival;
  private long packetsBefore;
  private long firstOfLeg = -1;
  private long lastOfLeg;
  private double expected;
  private long gaps;
  private long longestMs;
  private boolean isInGap;

  Arrivals(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// How much sound a packet holds from now on.
  void packetsLast(int milliseconds) {
    ptimeMs = milliseconds;
  }

  /// One tick: so many packets have come to this leg in all.
  void tick(long packets, boolean isExpected) {
    long now = nanos.getAsLong();
    if (firstOfLeg < 0) {
      firstOfLeg = packets;
      lastOfLeg = packets;
      lastArrival = now;
    }
    if (isExpected && lastTick >= 0) {
      expected += (double) (now - lastTick) / NANOS_A_MS / ptimeMs;
    }
    lastTick = now;
    if (packets > lastOfLeg || !isExpected) {
      lastOfLeg = packets;
      lastArrival = now;
      isInGap = false;
    } else {
      waited(now);
    }
    soFar =
        new Line.Gaps(
            gaps, longestMs, Math.round(expected), packetsBefore + lastOfLeg - firstOfLeg);
  }

  private void waited(long now) {
    long silentMs = (now - lastArrival) / NANOS_A_MS;
    // Ticks see a packet up to one tick late.
    if (silentMs >= Math.max(GAP_MS, 2L * ptimeMs) + 20) {
      gaps += isInGap ? 0 : 1;
      isInGap = true;
      longestMs = Math.max(longestMs, silentMs);
    }
  }

  /// The leg is replaced by another, whose packets are counted from nothing.
  void legEnds() {
    packetsBefore += firstOfLeg < 0 ? 0 : lastOfLeg - firstOfLeg;
    firstOfLeg = -1;
  }

  Line.Gaps soFar() {
    return soFar;
  }
}
