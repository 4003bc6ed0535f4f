package io.oratio.simulator.script;

import java.util.OptionalDouble;

/// The synthetic voice.
///
/// @param kind like speech, in syllables, or a steady tone
/// @param toneHz its pitch; each session has its own when absent, and says so in its report
/// @param level its peak, as a part of full scale
public record VoiceSetting(Kind kind, OptionalDouble toneHz, double level) {
  public VoiceSetting {
    if (!(level > 0 && level <= 1)) {
      throw new IllegalArgumentException("The voice's level is above 0 and at most 1");
    }
    if (toneHz.isPresent() && !(toneHz.getAsDouble() >= 50 && toneHz.getAsDouble() <= 3800)) {
      throw new IllegalArgumentException("The voice's pitch is from 50 to 3800 Hz");
    }
  }

  /// The two sounds.
  public enum Kind {
    SPEECH,
    TONE
  }
}
