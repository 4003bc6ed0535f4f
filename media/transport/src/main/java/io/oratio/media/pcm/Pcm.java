package io.oratio.media.pcm;

/// Samples to bytes and back: 16-bit linear PCM, little-endian, as WAV files and speech engines
/// want it. Pure functions for any thread.
public final class Pcm {
  private Pcm() {}

  /// Writes `count` samples from `in` as `2 * count` bytes to `out`.
  public static void toBytes(short[] in, int offset, int count, byte[] out, int outOffset) {
    for (int i = 0; i < count; i++) {
      short sample = in[offset + i];
      out[outOffset + 2 * i] = (byte) sample;
      out[outOffset + 2 * i + 1] = (byte) (sample >> 8);
    }
  }

  /// The bytes of these samples, in an array of their own.
  public static byte[] toBytes(short[] in, int offset, int count) {
    byte[] out = new byte[2 * count];
    toBytes(in, offset, count, out, 0);
    return out;
  }

  /// Reads `count` samples from `2 * count` bytes of `in`.
  public static void toSamples(byte[] in, int offset, int count, short[] out, int outOffset) {
    for (int i = 0; i < count; i++) {
      int low = in[offset + 2 * i] & 0xff;
      int high = in[offset + 2 * i + 1];
      out[outOffset + i] = (short) (high << 8 | low);
    }
  }

  /// The samples in these bytes, in an array of their own; an odd last byte is left out.
  public static short[] toSamples(byte[] in) {
    short[] out = new short[in.length / 2];
    toSamples(in, 0, out.length, out, 0);
    return out;
  }

  /// The nearest sample to a computed value, held within what 16 bits can say.
  public static short clamp(float value) {
    int rounded = Math.round(value);
    if (rounded > Short.MAX_VALUE) {
      return Short.MAX_VALUE;
    }
    return rounded < Short.MIN_VALUE ? Short.MIN_VALUE : (short) rounded;
  }

  /// The mean of the squared samples: the cheap measure of loudness, for comparing.
  public static double power(short[] samples, int offset, int count) {
    if (count == 0) {
      return 0;
    }
    long sum = 0;
    for (int i = offset; i < offset + count; i++) {
      sum += samples[i] * samples[i];
    }
    return (double) sum / count;
  }

  /// Loudness in dBov: 0 is the loudest square wave 16 bits can hold, a full-scale sine is -3.01,
  /// silence is -127 (the scale of RFC 6465 and ITU-T G.100.1).
  public static double levelDbov(short[] samples, int offset, int count) {
    return dbov(power(samples, offset, count));
  }

  /// A [#power] told in dBov, not below -127.
  public static double dbov(double power) {
    return power <= 0 ? -127 : Math.max(-127, 10 * Math.log10(power / (32768.0 * 32768.0)));
  }
}
