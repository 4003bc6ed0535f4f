package io.oratio.simulator;

import java.util.ArrayList;
import java.util.List;

/// Makes tones and finds them again.
final class Tones {
  private Tones() {}

  /// A tone in frames of 20 ms; silence when the level is 0.
  static List<byte[]> frames(double toneHz, int rateHz, int ms, double level) {
    List<byte[]> frames = new ArrayList<>();
    int samples = rateHz / 50;
    for (int frame = 0; frame < ms / 20; frame++) {
      byte[] pcm = new byte[2 * samples];
      for (int i = 0; i < samples; i++) {
        double phase = 2 * Math.PI * toneHz * (frame * samples + i) / rateHz;
        int sample = (int) Math.round(level * 32767 * Math.sin(phase));
        pcm[2 * i] = (byte) sample;
        pcm[2 * i + 1] = (byte) (sample >> 8);
      }
      frames.add(pcm);
    }
    return frames;
  }

  /// How strong a tone is, by Goertzel's algorithm, as a part of the whole energy (0 to about 1).
  static double share(byte[] pcm, double toneHz, int rateHz) {
    double coefficient = 2 * Math.cos(2 * Math.PI * toneHz / rateHz);
    double last = 0;
    double before = 0;
    double energy = 0;
    int samples = pcm.length / 2;
    for (int i = 0; i < samples; i++) {
      double sample = (short) ((pcm[2 * i] & 0xff) | (pcm[2 * i + 1] << 8));
      double now = sample + coefficient * last - before;
      before = last;
      last = now;
      energy += sample * sample;
    }
    double power = last * last + before * before - coefficient * last * before;
    return energy == 0 ? 0 : 2 * power / samples / energy;
  }
}
