package io.oratio.engine.local.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoudnessTest {
  @Test
  void bringsQuietAndLoudSpeechToOneLevel() {
    for (double amplitude : new double[] {0.02, 0.3, 1.0}) {
      short[] levelled = Loudness.levelled(tone(amplitude));
      assertThat(dbov(levelled)).isCloseTo(-20, within(1.0));
    }
  }

  @Test
  void neverClipsAPeak() {
    short[] samples = tone(0.01);
    samples[500] = Short.MAX_VALUE;
    short[] levelled = Loudness.levelled(samples);

    assertThat(levelled[500]).isBetween((short) 20000, (short) 29500);
  }

  @Test
  void leavesSilenceSilent() {
    assertThat(Loudness.levelled(new short[100])).containsOnly((short) 0);
  }

  private static short[] tone(double amplitude) {
    short[] tone = new short[8000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (32767 * amplitude * Math.sin(i * 0.3));
    }
    return tone;
  }

  private static double dbov(short[] samples) {
    double sum = 0;
    for (short it : samples) {
      sum += (double) it * it;
    }
    return 10 * Math.log10(sum / samples.length / 32768 / 32768);
  }
}
