package io.oratio.simulator.voice;

/// A sine of one pitch, so that whose voice it is can be told by measuring. As speech it swells and
/// fades four times a second like syllables, never quite to silence. The sine is a rotating
/// pointer: two multiplications a sample.
public final class SyntheticVoice implements Voice {
  private static final double SYLLABLES_PER_SECOND = 4;
  private static final int SAMPLES_BETWEEN_CORRECTIONS = 4096;

  private final double peak;
  private final boolean steady;
  private final double cosStep;
  private final double sinStep;
  private final double syllableStep;
  private double cos = 1;
  private double sin;
  private long at;

  /// @param toneHz the pitch
  /// @param rateHz the sample rate
  /// @param level the peak as a part of full scale
  /// @param steady a steady tone instead of syllables
  public SyntheticVoice(double toneHz, int rateHz, double level, boolean steady) {
    this.peak = level * Short.MAX_VALUE;
    this.steady = steady;
    this.cosStep = Math.cos(2 * Math.PI * toneHz / rateHz);
    this.sinStep = Math.sin(2 * Math.PI * toneHz / rateHz);
    this.syllableStep = SYLLABLES_PER_SECOND / rateHz;
  }

  @Override
  public byte[] next(int samples) {
    byte[] pcm = new byte[2 * samples];
    for (int i = 0; i < samples; i++) {
      int sample = (int) Math.rint(peak * envelope() * sin);
      pcm[2 * i] = (byte) sample;
      pcm[2 * i + 1] = (byte) (sample >> 8);
      double turned = cos * cosStep - sin * sinStep;
      sin = sin * cosStep + cos * sinStep;
      cos = turned;
      if (++at % SAMPLES_BETWEEN_CORRECTIONS == 0) {
        // Rounding lets the pointer grow or shrink a little; it is set back to length one.
        double length = Math.hypot(cos, sin);
        cos /= length;
        sin /= length;
      }
    }
    return pcm;
  }

  /// From 0.3 to 1: a parabola for each syllable, cheap and smooth enough.
  private double envelope() {
    if (steady) {
      return 1;
    }
    double position = at * syllableStep;
    double x = 2 * (position - Math.floor(position)) - 1;
    return 1 - 0.7 * x * x;
  }
}
