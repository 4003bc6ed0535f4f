package io.oratio.engine.scripted;

import java.time.Duration;

/// Something to be heard, at whatever rate the conversation has.
@FunctionalInterface
public interface Sound {
  /// 16-bit mono samples at this rate.
  short[] at(int rateHz);

  /// A sine at a quarter of full scale, faded in and out over 5 ms so that it does not click.
  static Sound tone(int frequencyHz, Duration length) {
    return rateHz -> {
      short[] samples = new short[(int) (rateHz * length.toMillis() / 1000)];
      int fade = rateHz / 200;
      for (int i = 0; i < samples.length; i++) {
        double edge = Math.min(1.0, Math.min(i, samples.length - 1 - i) / (double) fade);
        samples[i] = (short) (8192 * edge * Math.sin(2 * Math.PI * frequencyHz * i / rateHz));
      }
      return samples;
    };
  }

  /// A recording made at one rate, brought to another by straight lines between samples: good
  /// enough to be recognised, not to be admired.
  static Sound recording(short[] recorded, int recordedRateHz) {
    short[] copy = recorded.clone();
    return rateHz -> {
      if (rateHz == recordedRateHz) {
        return copy.clone();
      }
      short[] samples = new short[(int) ((long) copy.length * rateHz / recordedRateHz)];
      for (int i = 0; i < samples.length; i++) {
        double place = (double) i * recordedRateHz / rateHz;
        int before = (int) place;
        int after = Math.min(before + 1, copy.length - 1);
        samples[i] =
            (short) Math.round(copy[before] + (copy[after] - copy[before]) * (place - before));
      }
      return samples;
    };
  }
}
