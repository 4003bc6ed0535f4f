package io.oratio.media.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TonesTest {
  @Test
  void recognisesASineAmongOthers() {
    short[] tone = Tones.sine(440, 8000, 1600, 10000);

    assertThat(Tones.share(tone, 0, 1600, 8000, 440)).isCloseTo(1.0, within(0.001));
    assertThat(Tones.share(tone, 0, 1600, 8000, 480)).isLessThan(0.001);
    assertThat(Tones.share(new short[1600], 0, 1600, 8000, 440)).isEqualTo(0);
  }

  @Test
  void findsTheFrequencyOfAToneInNoise() {
    Random random = new Random(1);
    for (int rate : new int[] {8000, 16000, 24000}) {
      short[] tone = Tones.sine(1237, rate, rate / 10, 8000);
      for (int i = 0; i < tone.length; i++) {
        tone[i] += (short) (random.nextGaussian() * 800);
      }
      assertThat(Tones.loudestHz(tone, 0, tone.length, rate)).isCloseTo(1237, within(1.0));
    }
    assertThat(Tones.loudestHz(new short[800], 0, 800, 8000)).isEqualTo(0);
  }

  @Test
  void makesTheTwoTonesOfAKey() {
    short[] five = Tones.key('5', 8000, 800, 20000);
    short[] d = Tones.key('d', 8000, 800, 20000);

    assertThat(Tones.share(five, 0, 800, 8000, 770)).isCloseTo(0.5, within(0.02));
    assertThat(Tones.share(five, 0, 800, 8000, 1336)).isCloseTo(0.5, within(0.02));
    assertThat(Tones.share(d, 0, 800, 8000, 1633)).isCloseTo(0.5, within(0.02));
    assertThatThrownBy(() -> Tones.key('x', 8000, 800, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void comparesSounds() {
    short[] a = Tones.sine(300, 8000, 800, 10000);
    short[] quieter = Tones.sine(300, 8000, 800, 1000);
    short[] other = Tones.sine(700, 8000, 800, 10000);

    assertThat(Tones.correlation(a, 0, quieter, 0, 800)).isGreaterThan(0.999);
    assertThat(Tones.correlation(a, 0, other, 0, 800)).isCloseTo(0, within(0.01));
    assertThat(Tones.correlation(a, 0, new short[800], 0, 800)).isEqualTo(0);
    assertThat(Tones.snrDb(a, 0, a, 0, 800)).isInfinite();
    assertThat(Tones.snrDb(a, 0, quieter, 0, 800)).isCloseTo(20 * Math.log10(1 / 0.9), within(0.1));
  }
}
