package io.oratio.engine.local.hearing;

import io.oratio.engine.local.speaking.Decimation;

/// A caller's turn as the recognisers like it: at their rate, at an even level, with a little
/// silence at both ends.
final class Recording {
  // Quiet recordings are recognised markedly worse.
  private static final double TARGET_PEAK = 0.5 * Short.MAX_VALUE;
  private static final double LARGEST_GAIN = 30;
  private static final int MARGIN = Recogniser.RATE_HZ / 10;

  private Recording() {}

  static short[] forRecogniser(short[] turn, int rateHz) {
    int peak = 1;
    for (short it : turn) {
      peak = Math.max(peak, Math.abs((int) it));
    }
    double gain = Math.min(LARGEST_GAIN, TARGET_PEAK / peak);
    double[] samples = new double[turn.length];
    for (int i = 0; i < turn.length; i++) {
      samples[i] = turn[i] * gain;
    }
    double[] resampled = Decimation.of(samples, rateHz, Recogniser.RATE_HZ);
    short[] result = new short[resampled.length + 2 * MARGIN];
    for (int i = 0; i < resampled.length; i++) {
      result[MARGIN + i] =
          (short) Math.round(Math.clamp(resampled[i], Short.MIN_VALUE, Short.MAX_VALUE));
    }
    return result;
  }
}
