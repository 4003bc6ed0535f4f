package io.oratio.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oratio.media.pcm.Pcm;
import io.oratio.media.pcm.Tones;
import io.oratio.media.pcm.Voice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcealmentTest {
  private static final short[] TONE = Tones.sine(250, 8000, 8000, 8000);

  private final Concealment concealment = new Concealment(8000);

  @Test
  void leavesSoundThatCameAsItIs() {
    short[] out = TONE.clone();
    for (int i = 0; i < 50; i++) {
      concealment.heard(out, i * 160, 160);
    }

    assertThat(out).isEqualTo(TONE);
    assertThat(concealment.isSpent()).isFalse();
  }

  @ParameterizedTest(name = "{0} Hz")
  @ValueSource(ints = {8000, 16000, 48000})
  void goesOnWithATonePhaseForPhase(int rate) {
    Concealment here = new Concealment(rate);
    short[] tone = Tones.sine(250, rate, rate / 5, 8000);
    here.heard(tone, 0, rate / 10);
    short[] made = new short[rate / 10];

    here.conceal(made, 0, rate / 100);

    // The first 10 ms do not fade yet.
    assertThat(Tones.snrDb(tone, rate / 10, made, 0, rate / 100)).isGreaterThan(30);
    assertThat(here.period() * 250 % rate).isZero();
  }

  @Test
  void keepsFollowingTheToneWhileItRepeatsMorePeriods() {
    concealment.heard(TONE, 0, 800);
    short[] made = new short[400];
    concealment.conceal(made, 0, 400);

    for (int at = 0; at + 32 <= 400; at += 32) {
      assertThat(Tones.correlation(TONE, 800 + at, made, at, 32)).isGreaterThan(0.97);
    }
  }

  @Test
  void fadesFromTenToSixtyMilliseconds() {
    concealment.heard(TONE, 0, 800);
    short[] made = new short[640];
    concealment.conceal(made, 0, 640);

    assertThat(Pcm.power(made, 0, 80)).isCloseTo(32e6, within(1e6));
    // Half of the level at 35 ms: a quarter of the power.
    assertThat(Pcm.power(made, 264, 32)).isCloseTo(8e6, within(8e5));
    assertThat(Pcm.power(made, 448, 32)).isLessThan(5e5);
    assertThat(Arrays.copyOfRange(made, 480, 640)).containsOnly(0);
    assertThat(Arrays.copyOfRange(made, 470, 480)).isNotEqualTo(new short[10]);
    assertThat(concealment.isSpent()).isTrue();
  }

  @Test
  void isSpentNoSoonerThanAfterSixtyMilliseconds() {
    concealment.heard(TONE, 0, 800);
    short[] made = new short[479];
    concealment.conceal(made, 0, 479);
    assertThat(concealment.isSpent()).isFalse();
    concealment.conceal(made, 0, 1);
    assertThat(concealment.isSpent()).isTrue();
    concealment.heard(TONE.clone(), 0, 160);
    assertThat(concealment.isSpent()).isFalse();
  }

  @Test
  void makesNoStepWhereALossBeginsOrEnds() {
    short[] speech = Voice.speak(8000, 10, 6);
    int steepest = 0;
    for (int i = 1; i < speech.length; i++) {
      steepest = Math.max(steepest, Math.abs(speech[i] - speech[i - 1]));
    }
    short[] out = speech.clone();
    for (int i = 0; i < 490; i++) {
      if (i % 9 == 5 || i % 27 == 6) {
        concealment.conceal(out, i * 160, 160);
      } else {
        concealment.heard(out, i * 160, 160);
      }
    }
    for (int i = 160; i < 490 * 160; i += 160) {
      assertThat(Math.abs(out[i] - out[i - 1])).as("at %d", i).isLessThanOrEqualTo(steepest);
    }
  }

  @Test
  void keepsTheLevelOfSpeech() {
    short[] speech = Voice.speak(8000, 20, 7);
    short[] out = speech.clone();
    double original = 0;
    double made = 0;
    for (int i = 0; i < 990; i++) {
      if (i % 10 == 5) {
        concealment.conceal(out, i * 160, 160);
        original += Pcm.power(speech, i * 160, 160);
        made += Pcm.power(out, i * 160, 160);
      } else {
        concealment.heard(out, i * 160, 160);
      }
    }

    assertThat(10 * Math.log10(made / original)).isBetween(-2.0, 1.0);
  }

  @Test
  void blendsWhatComesNextOverWhatWasMadeUpAndThenLeavesIt() {
    concealment.heard(TONE, 0, 800);
    concealment.conceal(new short[160], 0, 160);
    short[] next = new short[320];
    Arrays.fill(next, (short) 1000);

    concealment.heard(next, 0, 40);
    concealment.heard(next, 40, 280);

    // A quarter of the period and 4 ms for each 10 ms lost, at most 10 ms.
    int quarter = concealment.period() / 4;
    int blended = Math.min(80, quarter + 64);
    assertThat(next[0]).isNotEqualTo((short) 1000);
    assertThat(Arrays.copyOfRange(next, blended, 320)).containsOnly(1000);
    assertThat(next[blended - 1]).isNotEqualTo((short) 1000);
    short[] after = {5, 6, 7};
    concealment.heard(after, 0, 3);
    assertThat(after).containsExactly(5, 6, 7);
  }

  @Test
  void concealsAnewWhileItIsStillBlending() {
    concealment.heard(TONE, 0, 800);
    concealment.conceal(new short[160], 0, 160);
    concealment.heard(TONE.clone(), 960, 20);
    short[] made = new short[80];
    concealment.conceal(made, 0, 80);

    assertThat(Tones.share(made, 0, 80, 8000, 250)).isGreaterThan(0.9);
  }

  @Test
  void endsASoundSoftlyBeforeMeantSilence() {
    short[] loud = new short[400];
    Arrays.fill(loud, (short) 4000);
    concealment.heard(loud, 0, 400);
    short[] out = new short[160];
    concealment.silence(out, 0, 160);

    assertThat(out[0]).isEqualTo((short) (4000 * 19 / 20));
    assertThat(out[10]).isEqualTo((short) (4000 * 9 / 20));
    assertThat(Arrays.copyOfRange(out, 19, 160)).containsOnly(0);
    concealment.silence(out, 0, 160);
    assertThat(out).containsOnly(0);
  }

  @Test
  void beginsAfterMeantSilenceWithoutAnyBlending() {
    concealment.heard(TONE, 0, 800);
    concealment.conceal(new short[160], 0, 160);
    concealment.silence(new short[160], 0, 160);
    short[] next = TONE.clone();
    concealment.heard(next, 0, 160);

    assertThat(next).isEqualTo(TONE);
  }

  @Test
  void makesNothingOfNothing() {
    short[] made = {1, 1, 1, 1};
    concealment.conceal(made, 0, 4);

    assertThat(made).containsOnly(0);
  }

  @Test
  void findsThePitchOfAVoice() {
    for (int hz : new int[] {70, 100, 125, 160, 195}) {
      short[] voice = new short[1600];
      for (int harmonic = 1; harmonic < 12; harmonic++) {
        short[] part = Tones.sine(hz * harmonic, 8000, 1600, 4000.0 / harmonic);
        for (int i = 0; i < voice.length; i++) {
          voice[i] += part[i];
        }
      }
      Concealment here = new Concealment(8000);
      here.heard(voice, 0, 1600);
      here.conceal(new short[80], 0, 80);

      double periods = here.period() * hz / 8000.0;
      assertThat(Math.abs(periods - Math.rint(periods))).as("%d Hz", hz).isLessThan(0.02);
    }
  }

  @Test
  void remembersWhatItMadeForTheNextLoss() {
    short[] out = TONE.clone();
    concealment.heard(out, 0, 800);
    concealment.conceal(out, 800, 80);
    concealment.heard(out, 880, 80);
    concealment.conceal(out, 960, 80);

    assertThat(Tones.correlation(TONE, 960, out, 960, 80)).isGreaterThan(0.99);
  }
}
