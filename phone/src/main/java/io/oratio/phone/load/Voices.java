package io.oratio.phone.load;

import io.oratio.phone.sound.Sound;
import io.oratio.phone.sound.Sounds;
import java.util.List;
import java.util.stream.IntStream;

/// What the calls of a load say: few voices are made, and each call begins at another moment of
/// one, so that no two calls sound alike and a hundred cost little. Any thread.
final class Voices {
  private static final int VOICES = 20;
  private static final double LOWEST_PITCH_HZ = 90;
  private static final double PITCH_STEP_HZ = 9;

  private static final double LOWEST_TONE_HZ = 400;
  private static final double TONE_STEP_HZ = 23;
  private static final int TONES = 100;
  private static final double TONE_DBFS = -20;

  /// Samples between the moments at which calls of one voice begin; a prime.
  private static final int APART = 4_801;

  private final LoadPlan.Voice kind;
  private final List<short[]> voices;

  Voices(LoadPlan.Voice kind) {
    this.kind = kind;
    this.voices =
        kind == LoadPlan.Voice.SPEECH
            ? IntStream.range(0, VOICES)
                .mapToObj(i -> Sounds.speechLike(LOWEST_PITCH_HZ + i * PITCH_STEP_HZ, i))
                .toList()
            : List.of();
  }

  /// What the call of this number says.
  Sound of(int call) {
    return switch (kind) {
      case SPEECH -> Sounds.loop(voices.get(call % VOICES), call / VOICES * APART);
      case TONE -> Sounds.tone(LOWEST_TONE_HZ + call % TONES * TONE_STEP_HZ, TONE_DBFS);
      case SILENCE -> Sounds.silence();
    };
  }
}
