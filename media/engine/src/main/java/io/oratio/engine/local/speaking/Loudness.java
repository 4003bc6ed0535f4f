package io.oratio.engine.local.speaking;

/// Brings speech to one level and never clips it.
final class Loudness {
  // -20 dBov over the spoken parts: the active speech level that telephone networks are planned
  // for lies a few dB lower (ITU-T P.56), and recordings for the telephone are commonly made here.
  private static final double TARGET_RMS = 0.1;
  private static final double CEILING = 0.89;
  private static final double FULL = 32768;
  private static final double SILENCE = 0.003;
  private static final double LARGEST_GAIN = 20;

  private Loudness() {}

  static short[] levelled(short[] samples) {
    double sum = 0;
    int spoken = 0;
    for (short sample : samples) {
      double it = sample / FULL;
      if (Math.abs(it) > SILENCE) {
        sum += it * it;
        spoken++;
      }
    }
    double rms = spoken == 0 ? 0 : Math.sqrt(sum / spoken);
    double gain = rms == 0 ? 1 : Math.min(LARGEST_GAIN, TARGET_RMS / rms);
    short[] result = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      result[i] = (short) Math.round(limited(samples[i] / FULL * gain) * Short.MAX_VALUE);
    }
    return result;
  }

  // Linear below half of the ceiling, then bent so that a peak never reaches it.
  private static double limited(double x) {
    double knee = CEILING / 2;
    double size = Math.abs(x);
    if (size <= knee) {
      return x;
    }
    return Math.signum(x) * (knee + knee * Math.tanh((size - knee) / knee));
  }
}
