package io.oratio.media.pcm;

/// Makes tones and recognises them: what tests, the test phone and the simulator judge a line by.
/// Pure functions for any thread.
public final class Tones {
  private static final String KEYS = "123A456B789C*0#D";
  private static final int[] LOW_HZ = {697, 770, 852, 941};
  private static final int[] HIGH_HZ = {1209, 1336, 1477, 1633};

  private Tones() {}

  /// A sine from phase 0.
  ///
  /// @param amplitude of its peak, 0 to 32767
  public static short[] sine(double hz, int rateHz, int samples, double amplitude) {
    short[] tone = new short[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / rateHz));
    }
    return tone;
  }

  /// The two tones of a key (ITU-T Q.23), each with half of `amplitude`.
  ///
  /// @throws IllegalArgumentException for a key that no telephone has
  public static short[] key(char key, int rateHz, int samples, double amplitude) {
    int index = KEYS.indexOf(Character.toUpperCase(key));
    if (index < 0) {
      throw new IllegalArgumentException("a key is one of 0-9, *, #, A-D");
    }
    short[] low = sine(LOW_HZ[index / 4], rateHz, samples, amplitude / 2);
    short[] high = sine(HIGH_HZ[index % 4], rateHz, samples, amplitude / 2);
    for (int i = 0; i < samples; i++) {
      low[i] += high[i];
    }
    return low;
  }

  /// How much of the sound is this one tone: 1.0 for a pure sine of this frequency, near 0 for
  /// silence, noise and others (Goertzel's algorithm over a Hann window, so that tones need not fit
  /// the stretch; two tones closer than `4 * rateHz / count` are not told apart).
  public static double share(short[] samples, int offset, int count, int rateHz, double hz) {
    double turn = 2 * Math.cos(2 * Math.PI * hz / rateHz);
    double energy = 0;
    double last = 0;
    double beforeLast = 0;
    for (int i = 0; i < count; i++) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
      double value = samples[offset + i] * window;
      energy += value * value;
      double now = value + turn * last - beforeLast;
      beforeLast = last;
      last = now;
    }
    if (energy == 0) {
      return 0;
    }
    double power = last * last + beforeLast * beforeLast - turn * last * beforeLast;
    // A sine of amplitude 1 gives power (count / 4)^2 and energy 3/16 count under this window.
    return Math.min(1, 3 * power / (energy * count));
  }

  /// The one frequency that carries the most of this sound, to within 1 Hz where the stretch is at
  /// least 100 ms long; 0 for silence. It tries every frequency between 50 Hz and the lower of
  /// Nyquist and 4000 Hz: for tests and probes, not for the hot path.
  public static double loudestHz(short[] samples, int offset, int count, int rateHz) {
    double highest = Math.min(4000, rateHz / 2.0) - 1;
    double step = Math.max(1, (double) rateHz / count / 2);
    double best = 0;
    double bestShare = 0;
    for (double hz = 50; hz < highest; hz += step) {
      double share = share(samples, offset, count, rateHz, hz);
      if (share > bestShare) {
        best = hz;
        bestShare = share;
      }
    }
    double coarse = best;
    for (double hz = coarse - step; hz <= coarse + step && step > 1; hz += 0.5) {
      double share = share(samples, offset, count, rateHz, hz);
      if (share > bestShare) {
        best = hz;
        bestShare = share;
      }
    }
    return best;
  }

  /// The ratio of signal to what differs from it, in dB; infinite for an equal copy.
  public static double snrDb(
      short[] original, int originalAt, short[] copy, int copyAt, int count) {
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < count; i++) {
      double s = original[originalAt + i];
      double n = copy[copyAt + i] - s;
      signal += s * s;
      noise += n * n;
    }
    return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
  }

  /// Pearson's correlation of two stretches, -1 to 1; 0 where one of them is constant.
  public static double correlation(short[] a, int aAt, short[] b, int bAt, int count) {
    double sumA = 0;
    double sumB = 0;
    for (int i = 0; i < count; i++) {
      sumA += a[aAt + i];
      sumB += b[bAt + i];
    }
    double meanA = sumA / count;
    double meanB = sumB / count;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < count; i++) {
      double x = a[aAt + i] - meanA;
      double y = b[bAt + i] - meanB;
      ab += x * y;
      aa += x * x;
      bb += y * y;
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }
}
