package io.oratio.engine.local;

import io.oratio.engine.local.speaking.Voice;
import io.oratio.engine.local.speaking.VoiceFailure;

/// A voice that hums up and down, 50 ms a letter: quick, and loud and quiet like speech. It cannot
/// say the word `unspeakable`.
final class HummingVoice implements Voice {
  @Override
  public String name() {
    return "humming";
  }

  @Override
  public short[] say(String sentence, int rateHz) {
    if (sentence.contains("unspeakable")) {
      throw new VoiceFailure("a word", new IllegalArgumentException());
    }
    return hum(sentence.length() * 50, rateHz);
  }

  static short[] hum(int millis, int rateHz) {
    short[] sound = new short[rateHz / 1000 * millis];
    for (int i = 0; i < sound.length; i++) {
      double seconds = (double) i / rateHz;
      double loudness = 0.5 - 0.5 * Math.cos(2 * Math.PI * 4 * seconds);
      sound[i] = (short) (9000 * loudness * Math.sin(2 * Math.PI * 180 * seconds));
    }
    return sound;
  }
}
