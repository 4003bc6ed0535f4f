package io.oratio.phone.sound;

import java.util.SplittableRandom;

/// Sounds made rather than read. Each call makes a new one, to be played once.
public final class Sounds {
  private static final double FULL_SCALE = 32_767;

  /// Speech-like sounds begin anew after this long.
  private static final int LOOP_SECONDS = 4;

  private Sounds() {}

  /// Says nothing and never ends.
  public static Sound silence() {
    return (_, count) -> count;
  }

  /// A sine without end.
  ///
  /// @param levelDbfs of its root mean square, against a full-scale square wave
  public static Sound tone(double hertz, double levelDbfs) {
    double amplitude = Math.min(FULL_SCALE, FULL_SCALE * amplitude(levelDbfs) * Math.sqrt(2));
    double step = 2 * Math.PI * hertz / Sound.RATE_HZ;
    return new Sound() {
      private long position;

      @Override
      public int next(short[] frame, int count) {
        for (int i = 0; i < count; i++) {
          frame[i] = (short) Math.round(amplitude * Math.sin(step * position++));
        }
        return count;
      }
    };
  }

  private static double amplitude(double levelDbfs) {
    return Math.pow(10, levelDbfs / 20);
  }

  /// Samples played once.
  public static Sound once(short[] samples) {
    return new Sound() {
      private int position;

      @Override
      public int next(short[] frame, int count) {
        int taken = Math.min(count, samples.length - position);
        System.arraycopy(samples, position, frame, 0, taken);
        position += taken;
        return taken;
      }
    };
  }

  /// Samples played over and over; the array may be shared by many calls.
  ///
  /// @param offset where to begin, so that calls that share samples differ
  public static Sound loop(short[] samples, int offset) {
    return new Sound() {
      private int position = Math.floorMod(offset, samples.length);

      @Override
      public int next(short[] frame, int count) {
        for (int i = 0; i < count; i++) {
          frame[i] = samples[position];
          position = position + 1 == samples.length ? 0 : position + 1;
        }
        return count;
      }
    };
  }

  /// Four seconds that a voice detector takes for speech: a hum with its overtones, in syllables
  /// with pauses between phrases. Equal seeds give equal samples.
  ///
  /// @param pitchHz the fundamental, which tells calls apart
  public static short[] speechLike(double pitchHz, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    short[] samples = new short[LOOP_SECONDS * Sound.RATE_HZ];
    int position = 0;
    int syllable = 0;
    while (position < samples.length) {
      int length = 1_000 + random.nextInt(1_000);
      double level = 0.12 + 0.12 * random.nextDouble();
      double formantHz = 500 + random.nextInt(1_200);
      for (int i = 0; i < length && position < samples.length; i++, position++) {
        double envelope = Math.sin(Math.PI * i / length);
        samples[position] =
            (short) (FULL_SCALE * level * envelope * voice(position, pitchHz, formantHz));
      }
      syllable++;
      position += syllable % 6 == 0 ? 4_000 : 300;
    }
    return samples;
  }

  /// One sample of a voiced sound: overtones up to 3 kHz, strongest around the formant.
  private static double voice(int position, double pitchHz, double formantHz) {
    double sum = 0;
    for (double hertz = pitchHz; hertz < 3_000; hertz += pitchHz) {
      double distance = (hertz - formantHz) / 400;
      double weight = 1 / (1 + distance * distance);
      sum += weight * Math.sin(2 * Math.PI * hertz * position / Sound.RATE_HZ);
    }
    return sum / 3;
  }
}
