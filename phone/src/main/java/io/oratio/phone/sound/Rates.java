package io.oratio.phone.sound;

/// Brings a whole piece of sound from one rate to another: a windowed sinc, cut below both halves
/// of the rates. For files, not for streams: the media library's resampler does those.
final class Rates {
  /// Zero crossings of the sinc on each side; more is steeper and slower.
  private static final int CROSSINGS = 16;

  private Rates() {}

  static short[] convert(float[] from, int fromHz, int toHz) {
    int length = (int) ((long) from.length * toHz / fromHz);
    short[] to = new short[length];
    double step = (double) fromHz / toHz;
    double cut = Math.min(1, 0.94 / step);
    double reach = CROSSINGS / cut;
    for (int i = 0; i < length; i++) {
      to[i] = fromHz == toHz ? clipped(from[i]) : clipped(at(from, i * step, cut, reach));
    }
    return to;
  }

  private static double at(float[] from, double position, double cut, double reach) {
    int first = Math.max(0, (int) Math.ceil(position - reach));
    int last = Math.min(from.length - 1, (int) Math.floor(position + reach));
    double sum = 0;
    for (int k = first; k <= last; k++) {
      double distance = k - position;
      double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / reach);
      sum += from[k] * cut * sinc(cut * distance) * window;
    }
    return sum;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static short clipped(double sample) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample)));
  }
}
