package io.oratio.media.jitter;

import static io.oratio.media.jitter.Line.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.pcm.Tones;
import io.oratio.media.pcm.Voice;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many minutes on bad lines, in pinned time. Kept apart because they are long: mutation testing
/// leaves them out.
class JitterBufferLongRunTest {
  @Test
  void growsUntilAJitterOfSixtyMillisecondsIsCovered() {
    Random random = new Random(11);
    short[] speech = Voice.speak(8000, 60, 2);
    Line line = new Line();
    for (int i = 0; i < 2990; i++) {
      line.packet(speech, i * 160, 160, (i * 20 + random.nextInt(61)) * MS);
    }
    line.run(500);
    long lateAtFirst = line.buffer.counts().late();
    line.run(2450);

    JitterCounts counts = line.buffer.counts();
    assertThat(counts.late()).as("%s", counts).isLessThanOrEqualTo(lateAtFirst + 3);
    assertThat(lateAtFirst).isLessThan(40);
    assertThat(counts.insertedFrames()).isLessThan(6);
    short[] coded = line.coded(speech);
    assertThat(Line.find(line.heard(), coded, 50 * 8000, 8000)).isPositive();
  }

  @ParameterizedTest(name = "{0} ppm")
  @ValueSource(ints = {200, -200})
  void followsADriftingClockWithoutTouchingSpeech(int ppm) {
    short[] speech = repeated(Voice.speak(8000, 60, 3), 10);
    Line line = new Line();
    for (int i = 0; i < 29900; i++) {
      line.packet(speech, i * 160, 160, (long) (i * 20 * MS * (1 - ppm / 1e6)));
    }
    line.run(29800);

    JitterCounts counts = line.buffer.counts();
    assertThat(counts.late()).as("%s", counts).isLessThanOrEqualTo(1);
    assertThat(counts.concealedFrames()).isLessThanOrEqualTo(2);
    // 600 s at 200 ppm are 120 ms.
    long moved = ppm > 0 ? counts.shortened() : counts.insertedFrames();
    assertThat(moved).as("%s", counts).isBetween(3L, 7L);
    assertThat(ppm > 0 ? counts.insertedFrames() : counts.shortened()).isZero();
    // Where speech was, it is found again unchanged, syllable by syllable.
    short[] coded = line.coded(speech);
    short[] heard = line.heard();
    int found = 0;
    for (int second = 1; second < 595; second += 6) {
      int from = second * 8000;
      int window = Math.max(0, from - 3000);
      short[] near = Arrays.copyOfRange(heard, window, from + 6000);
      found += Line.find(near, coded, from, 1600) >= 0 ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(96);
  }

  @ParameterizedTest(name = "{0} ppm")
  @ValueSource(ints = {300, -300})
  void keepsASteadyToneOnItsPitchWhileTheClockDrifts(int ppm) {
    short[] tone = Tones.sine(440, 8000, 8000 * 900, 8000);
    Line line = new Line(new JitterSettings(Duration.ofMillis(40), Duration.ofMillis(100)), 0);
    for (int i = 0; i < 44900; i++) {
      line.packet(tone, i * 160, 160, (long) (i * 20 * MS * (1 - ppm / 1e6)));
    }
    line.run(44800);

    JitterCounts counts = line.buffer.counts();
    long moved = counts.shortened() + counts.insertedFrames() + counts.late();
    assertThat(moved).as("%s", counts).isBetween(5L, 60L);
    short[] heard = line.heard();
    for (int second = 1; second < 895; second += 3) {
      assertThat(Tones.share(heard, second * 8000, 8000, 8000, 440))
          .as("second %d %s", second, counts)
          .isGreaterThan(0.9);
    }
  }

  private static short[] repeated(short[] sound, int times) {
    short[] all = new short[sound.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(sound, 0, all, i * sound.length, sound.length);
    }
    return all;
  }
}
