package io.oratio.media.jitter;

import java.util.Arrays;

/// How much time packets had left when they came, over the last ten seconds: the one measure from
/// which the delay is steered. A packet with 30 ms of slack came 30 ms before it was needed; a
/// negative slack means too late. Jitter, drifting clocks and a changed route all show in it, and
/// the lowest of it says how much of the delay nobody needed.
final class SlackWindow {
  private static final int SECONDS = 10;
  private static final long SECOND = 1_000_000_000L;
  private static final long NONE = Long.MAX_VALUE;

  private final long[] lowest = new long[SECONDS];
  private final int[] late = new int[SECONDS];
  private long second = Long.MIN_VALUE;
  private boolean any;
  private double smoothNanos;

  SlackWindow() {
    clear();
  }

  /// Counts the slack of one packet.
  void add(long slackNanos, long nowNanos) {
    roll(nowNanos);
    int bucket = bucket(second);
    lowest[bucket] = Math.min(lowest[bucket], slackNanos);
    if (slackNanos < 0) {
      late[bucket]++;
    }
    smoothNanos = any ? smoothNanos + (slackNanos - smoothNanos) / 16 : slackNanos;
    any = true;
  }

  /// Lets seconds that are over go.
  void roll(long nowNanos) {
    long now = Math.floorDiv(nowNanos, SECOND);
    long from = Math.max(second, now - SECONDS);
    for (long s = from + 1; s <= now; s++) {
      lowest[bucket(s)] = NONE;
      late[bucket(s)] = 0;
    }
    second = Math.max(second, now);
  }

  /// The playing was moved: all packets have this much more slack than they were counted with.
  void shift(long nanos) {
    for (int i = 0; i < SECONDS; i++) {
      if (lowest[i] != NONE) {
        lowest[i] += nanos;
      }
    }
    smoothNanos += nanos;
  }

  /// The lowest slack of all seconds; only meaningful where [#isFilled].
  long lowestNanos() {
    long low = NONE;
    for (long bucket : lowest) {
      low = Math.min(low, bucket);
    }
    return low;
  }

  /// The lowest slack of this second and the last; 0 where no packet came.
  long recentlyLowestNanos() {
    long low = Math.min(lowest[bucket(second)], lowest[bucket(second - 1)]);
    return low == NONE ? 0 : low;
  }

  /// Whether nearly all of the window saw packets.
  boolean isFilled() {
    int filled = 0;
    for (long bucket : lowest) {
      filled += bucket == NONE ? 0 : 1;
    }
    return filled >= SECONDS - 1;
  }

  /// What packets usually have, over about the last 16.
  double smoothNanos() {
    return smoothNanos;
  }

  /// How many packets came too late.
  int lateCount() {
    int sum = 0;
    for (int count : late) {
      sum += count;
    }
    return sum;
  }

  /// The late ones have been answered for.
  void forgiveLate() {
    Arrays.fill(late, 0);
  }

  void clear() {
    Arrays.fill(lowest, NONE);
    Arrays.fill(late, 0);
    any = false;
    smoothNanos = 0;
  }

  private static int bucket(long second) {
    return Math.floorMod(second, SECONDS);
  }
}
