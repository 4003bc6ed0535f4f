package io.oratio.media.pcm;

import java.util.Arrays;

/// Changes the rate of sound on its way to the next sink: a polyphase FIR filter between any two of
/// 8, 16, 24 and 48 kHz. It streams: frames of any length follow each other without a seam.
///
/// The filter is a Kaiser-windowed sinc of odd length, cut at the lower of the two Nyquist
/// frequencies: flat to 0.9 of it, more than 80 dB down from 1.1 of it. Going up, every L-th output
/// is an input sample unchanged, because the sinc is 0 at the others. The group delay is
/// [#delaySamples], 3.5 ms between 8 and 16 kHz.
///
/// Not thread-safe: one per stream, on the call's event loop.
public final class Resampler implements FrameSink {
  /// Half the filter's length in samples of the lower rate. With the Kaiser window below this gives
  /// the transition band of 0.2 Nyquist: (80 - 8) / (2.285 * 0.2 pi) / 2, rounded up.
  private static final int HALF_LENGTH = 28;

  /// Kaiser's beta for 83 dB: 0.1102 * (83 - 8.7).
  private static final double BETA = 8.2;

  private final int fromHz;
  private final int up;
  private final int down;
  private final float[][] phases;

  /// The phase whose output is an input sample unchanged, -1 where there is none.
  private final int unchangedPhase;

  private final int taps;
  private final FrameSink next;

  private float[] history;
  private short[] out = new short[0];
  private int phase;
  private int start;

  /// A resampler from `fromHz` to the rate of the next sink.
  ///
  /// @throws IllegalArgumentException for a rate that is not 8000, 16000, 24000 or 48000
  public Resampler(int fromHz, FrameSink next) {
    requireRate(fromHz);
    requireRate(next.rateHz());
    this.fromHz = fromHz;
    this.next = next;
    int divisor = gcd(fromHz, next.rateHz());
    this.up = next.rateHz() / divisor;
    this.down = fromHz / divisor;
    this.phases = phases(up, down);
    this.taps = phases[0].length;
    this.unchangedPhase = up > down ? 0 : -1;
    this.history = new float[taps - 1 + fromHz / 50];
  }

  /// The whole of `samples` at another rate in one go, without the delay of the filter; exactly
  /// `samples.length * toHz / fromHz` long, rounded up.
  public static short[] resample(short[] samples, int fromHz, int toHz) {
    int length = (int) (((long) samples.length * toHz + fromHz - 1) / fromHz);
    Collector collector = new Collector(toHz, length);
    Resampler resampler = new Resampler(fromHz, collector);
    int delay = resampler.delaySamples();
    collector.skip = delay;
    resampler.frame(samples, samples.length);
    int flush = (int) ((long) (delay + 1) * fromHz / toHz) + resampler.down;
    resampler.frame(new short[flush], flush);
    return Arrays.copyOf(collector.samples, length);
  }

  @Override
  public int rateHz() {
    return fromHz;
  }

  /// Forgets the sound so far: what follows begins from silence.
  public void reset() {
    Arrays.fill(history, 0);
    phase = 0;
    start = 0;
  }

  /// How many samples of the output the filter holds a sound back.
  public int delaySamples() {
    return up == down ? 0 : HALF_LENGTH * Math.max(up, down) / down;
  }

  @Override
  public void frame(short[] samples, int count) {
    if (up == down) {
      next.frame(samples, count);
      return;
    }
    int kept = taps - 1;
    if (history.length < kept + count) {
      history = Arrays.copyOf(history, kept + count);
    }
    for (int i = 0; i < count; i++) {
      history[kept + i] = samples[i];
    }
    int most = (int) ((long) count * up / down) + 1;
    if (out.length < most) {
      out = new short[most];
    }
    int made = 0;
    int at = start;
    while (at < count) {
      out[made++] =
          phase == unchangedPhase
              ? (short) history[at + taps - 1 - HALF_LENGTH]
              : Pcm.clamp(convolve(phases[phase], history, at));
      phase += down;
      at += phase / up;
      phase %= up;
    }
    start = at - count;
    System.arraycopy(history, count, history, 0, kept);
    if (made > 0) {
      next.frame(out, made);
    }
  }

  /// Four sums at a time: floating-point addition is not reordered by the compiler, so one sum
  /// would wait for itself at every tap.
  private static float convolve(float[] filter, float[] sound, int at) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i < filter.length - 3; i += 4) {
      a += filter[i] * sound[at + i];
      b += filter[i + 1] * sound[at + i + 1];
      c += filter[i + 2] * sound[at + i + 2];
      d += filter[i + 3] * sound[at + i + 3];
    }
    for (; i < filter.length; i++) {
      a += filter[i] * sound[at + i];
    }
    return (a + b) + (c + d);
  }

  /// The prototype filter cut into `up` phases. Each phase is stored in the order of the history
  /// (oldest sample first) and scaled to a gain of exactly 1 at 0 Hz, so that a constant stays one.
  private static float[][] phases(int up, int down) {
    int half = HALF_LENGTH * Math.max(up, down);
    int taps = (2 * half + up) / up;
    double[] whole = new double[taps * up];
    double cut = 1.0 / Math.max(up, down);
    for (int i = 0; i <= 2 * half; i++) {
      double x = (double) (i - half) / (half + 1);
      whole[i] = sinc(cut * (i - half)) * bessel(BETA * Math.sqrt(1 - x * x));
    }
    float[][] phases = new float[up][taps];
    for (int p = 0; p < up; p++) {
      double sum = 0;
      for (int t = 0; t < taps; t++) {
        sum += whole[t * up + p];
      }
      for (int t = 0; t < taps; t++) {
        phases[p][taps - 1 - t] = (float) (whole[t * up + p] / sum);
      }
    }
    return phases;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /// The modified Bessel function of order 0, by its power series.
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-12; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static void requireRate(int rateHz) {
    if (rateHz != 8000 && rateHz != 16000 && rateHz != 24000 && rateHz != 48000) {
      throw new IllegalArgumentException(
          "sound is resampled between 8000, 16000, 24000 and 48000 Hz, not " + rateHz);
    }
  }

  @Override
  public String toString() {
    return "Resample(" + fromHz + "->" + next.rateHz() + ") -> " + next;
  }

  /// Keeps what comes after the first `skip` samples.
  private static final class Collector implements FrameSink {
    private final int rateHz;
    private final short[] samples;
    private int skip;
    private int kept;

    Collector(int rateHz, int length) {
      this.rateHz = rateHz;
      this.samples = new short[length];
    }

    @Override
    public int rateHz() {
      return rateHz;
    }

    @Override
    public void frame(short[] frame, int count) {
      int from = Math.min(skip, count);
      skip -= from;
      int take = Math.min(count - from, samples.length - kept);
      System.arraycopy(frame, from, samples, kept, take);
      kept += take;
    }
  }
}
