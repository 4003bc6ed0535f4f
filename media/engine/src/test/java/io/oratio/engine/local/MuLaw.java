package io.oratio.engine.local;

/// What is left of a sample after the telephone's own coding (ITU-T G.711 µ-law), so that tests
/// hear what a caller's line does.
final class MuLaw {
  private static final int BIAS = 132;
  private static final int CLIP = 32635;

  private MuLaw() {}

  static short through(short sample) {
    int size = Math.min(CLIP, Math.abs((int) sample)) + BIAS;
    int segment = Math.max(0, 31 - Integer.numberOfLeadingZeros(size) - 7);
    int step = size >> segment + 3 & 0x0f;
    int decoded = ((step << 3) + BIAS << segment) - BIAS;
    return (short) (sample < 0 ? -decoded : decoded);
  }
}
