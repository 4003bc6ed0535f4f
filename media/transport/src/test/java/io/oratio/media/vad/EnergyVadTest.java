package io.oratio.media.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.media.pcm.Tones;
import io.oratio.media.pcm.Voice;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnergyVadTest {
  private final EnergyVad vad = new EnergyVad(EnergyVad.Settings.TELEPHONE);

  @Test
  void hearsSpeechAfterItsAttackAndUntilItsHangover() {
    short[] silence = new short[160];
    short[] tone = Tones.sine(400, 8000, 160, 5000);
    for (int i = 0; i < 50; i++) {
      assertThat(vad.frame(silence, 160)).isFalse();
    }
    assertThat(vad.frame(tone, 160)).isFalse();
    assertThat(vad.frame(tone, 160)).isFalse();
    assertThat(vad.frame(tone, 160)).isTrue();
    assertThat(vad.levelDbov()).isBetween(-20.0, -19.0);
    for (int i = 0; i < 20; i++) {
      assertThat(vad.frame(silence, 160)).isTrue();
    }
    assertThat(vad.frame(silence, 160)).isFalse();
    assertThat(vad.isSpeaking()).isFalse();
    assertThat(vad.quietMs()).isEqualTo(420);
  }

  @Test
  void takesNoClickForSpeech() {
    short[] click = Tones.sine(400, 8000, 160, 20000);
    for (int i = 0; i < 50; i++) {
      vad.frame(i % 10 < 2 ? click : new short[160], 160);
      assertThat(vad.isSpeaking()).isFalse();
    }
  }

  @Test
  void hearsNothingInSteadyNoiseAndSpeechAboveIt() {
    Random random = new Random(4);
    int wrong = 0;
    for (int i = 0; i < 500; i++) {
      wrong += vad.frame(noise(random, 80, new short[160]), 160) ? 1 : 0;
    }
    assertThat(wrong).isZero();

    short[] speech = Voice.speak(8000, 6, 9);
    int heard = 0;
    for (int i = 0; i < 300; i++) {
      short[] frame = Arrays.copyOfRange(speech, i * 160, i * 160 + 160);
      heard += vad.frame(noise(random, 80, frame), 160) ? 1 : 0;
    }
    assertThat(heard).isGreaterThan(250);
  }

  @Test
  void comesToTakeNewNoiseForNoise() {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      vad.frame(new short[160], 160);
    }
    boolean speaking = true;
    for (int i = 0; i < 60 * 50; i++) {
      speaking = vad.frame(noise(random, 300, new short[160]), 160);
    }

    assertThat(speaking).isFalse();
    assertThat(vad.floorDbov()).isBetween(-45.0, -35.0);
  }

  @Test
  void keepsHearingOneWhoSpeaksLong() {
    short[] speech = Voice.speak(8000, 60, 10);
    int interrupted = 0;
    for (int i = 0; i < 3000; i++) {
      boolean speaking = vad.frame(Arrays.copyOfRange(speech, i * 160, i * 160 + 160), 160);
      interrupted += i > 10 && !speaking ? 1 : 0;
    }

    assertThat(interrupted).isLessThan(60);
  }

  @Test
  void printsItselfAndRefusesNonsense() {
    assertThat(vad).hasToString("Vad(60/400 ms)");
    assertThatThrownBy(() -> new EnergyVad.Settings(2, -50, 60, 400))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EnergyVad.Settings(10, -91, 60, 400))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EnergyVad.Settings(10, -50, -1, 400))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EnergyVad.Settings(10, -50, 60, 10_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static short[] noise(Random random, double amplitude, short[] under) {
    for (int i = 0; i < under.length; i++) {
      under[i] += (short) (random.nextGaussian() * amplitude);
    }
    return under;
  }
}
