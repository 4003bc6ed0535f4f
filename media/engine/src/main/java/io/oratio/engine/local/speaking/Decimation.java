package io.oratio.engine.local.speaking;

/// Brings a finished sentence from the voice's rate to the call's: a windowed-sinc filter, applied
/// once to the whole, so there are no frame borders to care for. Downwards only.
public final class Decimation {
  // Zero crossings of the sinc on each side: about 70 dB of stop band with this window.
  private static final int CROSSINGS = 24;
  private static final double PASS_BAND = 0.92;

  private Decimation() {}

  public static double[] of(double[] samples, int fromHz, int toHz) {
    if (fromHz == toHz) {
      return samples.clone();
    }
    double step = (double) fromHz / toHz;
    double cutOff = PASS_BAND / Math.max(1, step);
    int reach = (int) Math.ceil(CROSSINGS / cutOff);
    double[] result = new double[(int) (samples.length / step)];
    boolean isWhole = fromHz % toHz == 0;
    double[] shared = isWhole ? kernel(0, cutOff, reach) : new double[0];
    for (int i = 0; i < result.length; i++) {
      double centre = i * step;
      int from = (int) Math.floor(centre);
      double[] kernel = isWhole ? shared : kernel(centre - from, cutOff, reach);
      double sum = 0;
      for (int k = -reach; k <= reach; k++) {
        int at = from + k;
        if (at >= 0 && at < samples.length) {
          sum += samples[at] * kernel[k + reach];
        }
      }
      result[i] = sum;
    }
    return result;
  }

  private static double[] kernel(double fraction, double cutOff, int reach) {
    double[] kernel = new double[2 * reach + 1];
    double sum = 0;
    for (int k = -reach; k <= reach; k++) {
      double x = k - fraction;
      double sinc = x == 0 ? cutOff : Math.sin(Math.PI * cutOff * x) / (Math.PI * x);
      double window = 0.5 + 0.5 * Math.cos(Math.PI * x / (reach + 1));
      kernel[k + reach] = sinc * window;
      sum += kernel[k + reach];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }
}
