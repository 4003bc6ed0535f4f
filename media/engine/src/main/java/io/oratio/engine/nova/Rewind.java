package io.oratio.engine.nova;

/// The caller's latest sound that no connection has made words of, to be heard again by the next
/// one. Its owner keeps it to one thread at a time.
final class Rewind {
  private final short[] ring;
  private int next;
  private int filled;

  /// @param samples how many are kept
  Rewind(int samples) {
    this.ring = new short[samples];
  }

  void add(short[] samples, int offset, int count) {
    int from = offset + Math.max(0, count - ring.length);
    int left = offset + count - from;
    while (left > 0) {
      int room = Math.min(left, ring.length - next);
      System.arraycopy(samples, from, ring, next, room);
      from += room;
      left -= room;
      next = (next + room) % ring.length;
    }
    filled = Math.min(ring.length, filled + count);
  }

  /// What was heard until now has become words.
  void clear() {
    filled = 0;
  }

  /// What is kept, oldest first.
  short[] samples() {
    short[] kept = new short[filled];
    int begin = Math.floorMod(next - filled, ring.length);
    int untilEnd = Math.min(filled, ring.length - begin);
    System.arraycopy(ring, begin, kept, 0, untilEnd);
    System.arraycopy(ring, 0, kept, untilEnd, filled - untilEnd);
    return kept;
  }
}
