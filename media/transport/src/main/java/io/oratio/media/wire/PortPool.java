package io.oratio.media.wire;

import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Which even ports are free. Ports are drawn at random, so that the next one cannot be guessed,
/// and rest after use, so that late packets of one call never reach another.
///
/// Any thread may ask; the lock is held for a few instructions, twice in a call and never for a
/// packet.
final class PortPool {
  private final int[] free;
  private int freeCount;
  private final ArrayDeque<Resting> resting = new ArrayDeque<>();
  private final long quarantineNanos;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;

  private record Resting(int port, long untilNanos) {}

  PortPool(
      int firstPort,
      int lastPort,
      long quarantineNanos,
      RandomGenerator random,
      LongSupplier nanoTime) {
    int firstEven = firstPort + (firstPort & 1);
    this.free = new int[(lastPort - firstEven + 1) / 2];
    for (int i = 0; i < free.length; i++) {
      free[i] = firstEven + 2 * i;
    }
    this.freeCount = free.length;
    this.quarantineNanos = quarantineNanos;
    this.random = random;
    this.nanoTime = nanoTime;
  }

  /// An even port that nobody of ours uses and whose odd neighbour is in the range too.
  synchronized OptionalInt take() {
    wakeRested();
    if (freeCount == 0) {
      return OptionalInt.empty();
    }
    int index = random.nextInt(freeCount);
    int port = free[index];
    free[index] = free[--freeCount];
    return OptionalInt.of(port);
  }

  /// The port is used no more, or turned out to be taken by another program: it rests first.
  synchronized void giveBack(int port) {
    resting.addLast(new Resting(port, nanoTime.getAsLong() + quarantineNanos));
  }

  /// How many ports could be taken now.
  synchronized int freeNow() {
    wakeRested();
    return freeCount;
  }

  /// How many ports the range has.
  int size() {
    return free.length;
  }

  private void wakeRested() {
    long now = nanoTime.getAsLong();
    while (!resting.isEmpty() && resting.peekFirst().untilNanos() - now <= 0) {
      free[freeCount++] = resting.removeFirst().port();
    }
  }
}
