package io.oratio.simulator.voice;

/// A source of 16-bit little-endian samples at the rate it was made for.
@FunctionalInterface
public interface Voice {
  /// The next so many samples.
  byte[] next(int samples);

  /// A recording, followed by silence.
  static Voice recorded(short[] samples) {
    int[] at = {0};
    return count -> {
      byte[] pcm = new byte[2 * count];
      for (int i = 0; i < count && at[0] < samples.length; i++, at[0]++) {
        pcm[2 * i] = (byte) samples[at[0]];
        pcm[2 * i + 1] = (byte) (samples[at[0]] >> 8);
      }
      return pcm;
    };
  }
}
