package io.oratio.engine.local.hearing;

import io.oratio.media.pcm.Pcm;
import io.oratio.media.pcm.Resampler;

/// A caller's turn as the recognisers like it: at their rate, at an even level, with a little
/// silence at both ends.
final class Recording {
  // Quiet recordings are recognised markedly worse.
  private static final float TARGET_PEAK = 0.5f * Short.MAX_VALUE;
  private static final float LARGEST_GAIN = 30;
  private static final int MARGIN = Recogniser.RATE_HZ / 10;

  private Recording() {}

  static short[] forRecogniser(short[] turn, int rateHz) {
    short[] resampled = Resampler.resample(turn, rateHz, Recogniser.RATE_HZ);
    int peak = 1;
    for (short it : resampled) {
      peak = Math.max(peak, Math.abs((int) it));
    }
    float gain = Math.min(LARGEST_GAIN, TARGET_PEAK / peak);
    short[] result = new short[resampled.length + 2 * MARGIN];
    for (int i = 0; i < resampled.length; i++) {
      result[MARGIN + i] = Pcm.clamp(resampled[i] * gain);
    }
    return result;
  }
}
