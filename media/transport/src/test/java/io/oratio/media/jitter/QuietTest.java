package io.oratio.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.pcm.Tones;
import org.junit.jupiter.api.Test;

class QuietTest {
  private final Quiet quiet = new Quiet();

  @Test
  void takesAHundredMillisecondsToBelieveIt() {
    for (int i = 0; i < 4; i++) {
      quiet.frame(new short[160], 160);
      assertThat(quiet.isQuiet()).isFalse();
    }
    quiet.frame(new short[160], 160);
    assertThat(quiet.isQuiet()).isTrue();
    quiet.frame(tone(3000), 160);
    assertThat(quiet.isQuiet()).isFalse();
  }

  @Test
  void takesTheNoiseOfALineForQuietButNeverASteadyTone() {
    // -56 dBov, 6 dB under the floor it begins with.
    run(tone(75), 10);
    assertThat(quiet.isQuiet()).isTrue();
    assertThat(quiet.wouldStayQuiet(tone(75), 0, 160)).isTrue();
    assertThat(quiet.wouldStayQuiet(tone(300), 0, 160)).isFalse();

    run(tone(800), 5000);
    assertThat(quiet.isQuiet()).isFalse();
  }

  @Test
  void followsALineThatBecomesNoisierByADecibelASecond() {
    run(new short[160], 10);
    // -52 dBov after digital silence.
    run(tone(118), 50 * 60);
    assertThat(quiet.isQuiet()).isFalse();
    run(tone(118), 50 * 10);
    assertThat(quiet.isQuiet()).isTrue();
  }

  @Test
  void callsEverythingBelowSixtyQuiet() {
    run(new short[160], 10);
    // -61 dBov, far above the floor of digital silence.
    run(tone(41), 5);
    assertThat(quiet.isQuiet()).isTrue();
    run(tone(52), 1);
    assertThat(quiet.isQuiet()).isFalse();
  }

  private void run(short[] frame, int times) {
    for (int i = 0; i < times; i++) {
      quiet.frame(frame, 160);
    }
  }

  private static short[] tone(double amplitude) {
    return Tones.sine(1000, 8000, 160, amplitude);
  }
}
