package io.oratio.media.pcm;

import java.util.Random;

/// Sound that has what matters of speech for a line: voiced syllables whose pitch glides, hissing
/// ones, short stops, and real pauses. The same seed speaks the same words.
public final class Voice {
  private Voice() {}

  /// So much of it, at about -20 dBov while it speaks.
  public static short[] speak(int rateHz, double seconds, long seed) {
    Random random = new Random(seed);
    short[] out = new short[(int) (rateHz * seconds)];
    int at = 0;
    int syllable = 0;
    while (at < out.length) {
      int length = (int) (rateHz * (0.12 + 0.15 * random.nextDouble()));
      boolean voiced = random.nextInt(5) != 0;
      double pitchHz = 95 + 60 * random.nextDouble();
      double glide = (random.nextDouble() - 0.5) * 30;
      double formantHz = 400 + 1800 * random.nextDouble();
      double phase = 0;
      for (int i = 0; i < length && at < out.length; i++, at++) {
        double part = (double) i / length;
        double envelope = Math.sin(Math.PI * part);
        double value = 0;
        if (voiced) {
          double hz = pitchHz + glide * part;
          phase += 2 * Math.PI * hz / rateHz;
          for (int harmonic = 1; harmonic * hz < 3300; harmonic++) {
            double distance = (harmonic * hz - formantHz) / 500;
            value += Math.sin(harmonic * phase) * (0.15 + Math.exp(-distance * distance)) / 3;
          }
        } else {
          value = random.nextGaussian() * 0.2;
        }
        out[at] = Pcm.clamp((float) (6000 * envelope * value));
      }
      at += (int) (rateHz * (++syllable % 8 == 0 ? 0.4 : 0.03));
    }
    return out;
  }
}
