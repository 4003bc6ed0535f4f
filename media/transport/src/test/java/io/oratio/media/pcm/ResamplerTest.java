package io.oratio.media.pcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.oratio.media.codec.Codecs;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @ParameterizedTest(name = "{0} to {1} Hz")
  @CsvSource({
    "8000, 16000", "8000, 24000", "8000, 48000", "16000, 8000", "16000, 24000", "16000, 48000",
    "24000, 8000", "24000, 16000", "24000, 48000", "48000, 8000", "48000, 16000", "48000, 24000",
    "16000, 16000",
  })
  void carriesToneForToneBetweenAllRates(int from, int to) {
    for (double hz : new double[] {200, 1000, 2000, 3400}) {
      short[] tone = Tones.sine(hz, from, from, 20000);
      short[] ideal = Tones.sine(hz, to, to, 20000);

      short[] made = Resampler.resample(tone, from, to);

      assertThat(made).hasSize(to);
      double floor = hz < 3000 ? 75 : 65;
      assertThat(Tones.snrDb(ideal, to / 10, made, to / 10, to * 8 / 10))
          .as("%s Hz", hz)
          .isGreaterThan(floor);
    }
  }

  @ParameterizedTest(name = "{0} to {1} Hz")
  @CsvSource({"16000, 8000", "24000, 8000", "48000, 8000", "24000, 16000", "48000, 16000"})
  void letsNothingThroughFromAboveTheLowerNyquist(int from, int to) {
    for (double above : new double[] {1.1, 1.2, 1.45}) {
      double hz = to / 2.0 * above;
      if (hz >= from / 2.0) {
        continue;
      }
      short[] made = Resampler.resample(Tones.sine(hz, from, from, 20000), from, to);

      assertThat(Pcm.levelDbov(made, to / 10, to * 8 / 10)).as("%s Hz", hz).isLessThan(-84);
    }
  }

  @Test
  void addsNoImageAboveTheOldNyquist() {
    short[] made = Resampler.resample(Tones.sine(3000, 8000, 8000, 20000), 8000, 16000);

    assertThat(Tones.share(made, 1000, 8000, 16000, 5000)).isLessThan(1e-7);
  }

  @Test
  void makesTheSameOfEveryDivisionIntoFrames() {
    short[] sound = noise(4800);
    for (int[] rates : new int[][] {{8000, 16000}, {16000, 8000}, {24000, 16000}, {16000, 24000}}) {
      Heard whole = new Heard(rates[1]);
      new Resampler(rates[0], whole).frame(sound, sound.length);
      Heard pieces = new Heard(rates[1]);
      Resampler streaming = new Resampler(rates[0], pieces);
      Random random = new Random(7);
      for (int at = 0; at < sound.length; ) {
        int count = Math.min(1 + random.nextInt(500), sound.length - at);
        streaming.frame(Arrays.copyOfRange(sound, at, at + count), count);
        at += count;
      }

      assertThat(pieces.all()).isEqualTo(whole.all());
    }
  }

  @Test
  void givesFramesOfTwentyMillisecondsForFramesOfTwenty() {
    for (int from : new int[] {8000, 16000, 24000, 48000}) {
      for (int to : new int[] {8000, 16000, 24000, 48000}) {
        Heard heard = new Heard(to);
        Resampler resampler = new Resampler(from, heard);
        for (int i = 1; i <= 50; i++) {
          resampler.frame(new short[from / 50], from / 50);
          assertThat(heard.count).isEqualTo(i * to / 50);
        }
      }
    }
  }

  @Test
  void keepsEverySampleOfTheOldRateWhenItDoubles() {
    short[] sound = noise(1600);

    short[] doubled = Resampler.resample(sound, 8000, 16000);

    for (int i = 0; i < sound.length; i++) {
      assertThat(doubled[2 * i]).isEqualTo(sound[i]);
    }
  }

  @Test
  void bringsSpeechOfTheTelephoneThroughG711AndBothRatesUnharmed() {
    short[] speech = Tones.sine(500, 8000, 8000, 6000);
    short[] formant = Tones.sine(1800, 8000, 8000, 2500);
    short[] hiss = Tones.sine(3100, 8000, 8000, 800);
    for (int i = 0; i < speech.length; i++) {
      speech[i] += (short) (formant[i] + hiss[i]);
    }
    byte[] payload = new byte[8000];
    short[] heard = new short[8000];
    Codecs.PCMU.encoder().encode(speech, 0, 8000, payload, 0);
    Codecs.PCMU.decoder().decode(payload, 0, 8000, heard, 0);

    short[] there = Resampler.resample(heard, 8000, 16000);
    short[] back = Resampler.resample(there, 16000, 8000);

    double codecAlone = Tones.snrDb(speech, 400, heard, 400, 7200);
    assertThat(Tones.snrDb(speech, 400, back, 400, 7200)).isCloseTo(codecAlone, within(1.0));
    assertThat(Tones.correlation(speech, 400, back, 400, 7200)).isGreaterThan(0.999);
  }

  @Test
  void tellsTheDelayItAdds() {
    for (int[] rates : new int[][] {{8000, 16000}, {16000, 8000}, {24000, 16000}, {16000, 24000}}) {
      Heard heard = new Heard(rates[1]);
      Resampler resampler = new Resampler(rates[0], heard);
      short[] click = new short[960];
      click[0] = 20000;
      resampler.frame(click, 960);

      short[] all = heard.all();
      int peak = 0;
      for (int i = 0; i < all.length; i++) {
        peak = all[i] > all[peak] ? i : peak;
      }
      assertThat(peak).isEqualTo(resampler.delaySamples());
    }
  }

  @Test
  void staysWithinSixteenBitsWhereTheFilterOvershoots() {
    short[] square = new short[800];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }

    short[] made = Resampler.resample(square, 8000, 16000);

    for (int i = 200; i < 1400; i++) {
      // Where the square is high the result is high: nothing wrapped round.
      if (i / 2 % 40 > 2 && i / 2 % 40 < 37) {
        assertThat(made[i] > 0).isEqualTo(square[i / 2] > 0);
      }
    }
  }

  @Test
  void printsItselfAndTheNext() {
    assertThat(new Resampler(8000, new Heard(16000))).hasToString("Resample(8000->16000) -> Heard");
  }

  @Test
  void refusesRatesItHasNoFilterFor() {
    assertThatThrownBy(() -> new Resampler(11025, new Heard(8000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("11025");
  }

  private static short[] noise(int samples) {
    Random random = new Random(42);
    short[] noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (short) (random.nextGaussian() * 3000);
    }
    return noise;
  }

  private static final class Heard implements FrameSink {
    private final int rateHz;
    private short[] samples = new short[64000];
    private int count;

    Heard(int rateHz) {
      this.rateHz = rateHz;
    }

    @Override
    public int rateHz() {
      return rateHz;
    }

    @Override
    public void frame(short[] frame, int length) {
      System.arraycopy(frame, 0, samples, count, length);
      count += length;
    }

    short[] all() {
      return Arrays.copyOf(samples, count);
    }

    @Override
    public String toString() {
      return "Heard";
    }
  }
}
