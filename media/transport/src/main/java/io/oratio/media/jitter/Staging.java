package io.oratio.media.jitter;

import io.oratio.media.pcm.Pcm;

/// Decoded sound that waits to be cut into frames: one gapless stretch that begins where playing
/// is. Packets of any length go in at its end, frames of 20 ms come out at its front, and a little
/// can be taken out of its front without a seam.
final class Staging {
  /// The longest packet taken.
  static final int MAX_PACKET_MS = 120;

  private final int frame;
  private final int overlap;
  private final int stride;
  private final short[] samples;
  private int from;
  private int count;

  Staging(int rateHz) {
    this.frame = rateHz / 50;
    this.overlap = rateHz / 100;
    this.stride = Math.max(1, rateHz / 8000);
    this.samples = new short[2 * frame + overlap + rateHz / 1000 * MAX_PACKET_MS];
  }

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  /// Decodes a packet to the end, all but its first `skipped` samples, which were played already;
  /// returns how many samples that added.
  int decode(PacketSlots slots, long number, long skipped) {
    System.arraycopy(samples, from, samples, 0, count);
    from = 0;
    int decoded = slots.decode(number, samples, count);
    int skip = (int) Math.min(skipped, decoded);
    System.arraycopy(samples, count + skip, samples, count, decoded - skip);
    count += decoded - skip;
    return decoded - skip;
  }

  /// Moves up to `most` samples to `out`; returns how many.
  int take(short[] out, int offset, int most) {
    int taken = Math.min(most, count);
    System.arraycopy(samples, from, out, offset, taken);
    from += taken;
    count -= taken;
    return taken;
  }

  /// Lets up to `most` samples go unheard.
  void skip(int most) {
    int skipped = Math.min(most, count);
    from += skipped;
    count -= skipped;
  }

  /// Whether the next `length` samples would all pass for quiet.
  boolean isQuiet(Quiet quiet, int length) {
    return quiet.wouldStayQuiet(samples, from, length);
  }

  /// How much sound must be here before [#shorten] can work.
  int neededToShorten() {
    return frame + overlap;
  }

  /// Takes `length` samples out of the front; the 10 ms before and after are blended.
  void shorten(int length) {
    for (int i = 0; i < overlap; i++) {
      float weight = (i + 1f) / (overlap + 1);
      int after = from + length + i;
      samples[after] = Pcm.clamp(samples[from + i] * (1 - weight) + samples[after] * weight);
    }
    from += length;
    count -= length;
  }

  /// How much may best be taken out in the middle of sound, 5 to 20 ms: a whole number of its
  /// periods, by likeness.
  int period() {
    int best = frame;
    double bestLikeness = Double.NEGATIVE_INFINITY;
    for (int lag = frame / 4; lag <= frame; lag += stride) {
      double likeness = Concealment.likeness(samples, from, from + lag, overlap, stride);
      if (likeness > bestLikeness) {
        bestLikeness = likeness;
        best = lag;
      }
    }
    return best;
  }
}
