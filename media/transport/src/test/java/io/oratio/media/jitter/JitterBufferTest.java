package io.oratio.media.jitter;

import static io.oratio.media.jitter.Line.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.media.jitter.JitterBuffer.Arrival;
import io.oratio.media.jitter.JitterBuffer.Frame;
import io.oratio.media.pcm.Resampler;
import io.oratio.media.pcm.Tones;
import io.oratio.media.pcm.Voice;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JitterBufferTest {
  private static final short[] SPEECH = Voice.speak(8000, 20, 1);

  @ParameterizedTest(name = "{0} ms packets")
  @ValueSource(ints = {10, 20, 30, 40, 60, 120})
  void givesASteadyLineBackBitForBitAtAConstantDelay(int packetMs) {
    for (int phaseMs = 0; phaseMs < 20; phaseMs += 6) {
      Line line = new Line(JitterSettings.STANDARD, phaseMs * MS);
      line.stream(SPEECH, packetMs * 8, 7 * MS).run(390);

      assertUnchanged(line, 380 * 160);
      JitterCounts counts = line.buffer.counts();
      assertThat(counts.concealedFrames() + counts.insertedFrames() + counts.shortened()).isZero();
      assertThat(counts.late() + counts.dropped()).isZero();
      assertThat(counts.restarts()).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0} % loss")
  @CsvSource({"0, 0.999", "1, 0.985"})
  void carriesSpeechToAnEngineAlmostAsItWasSpoken(int lossPercent, double least) {
    Random random = new Random(8);
    Line line = new Line();
    for (int i = 0; i < 990; i++) {
      if (random.nextInt(100) < lossPercent && i > 5) {
        line.lost(160);
      } else {
        line.packet(SPEECH, i * 160, 160, (i * 20 + random.nextInt(20)) * MS);
      }
    }
    line.run(985);

    short[] spoken = Resampler.resample(SPEECH, 8000, 16000);
    short[] heard = Resampler.resample(line.heard(), 8000, 16000);
    int delay = 2 * Line.find(line.heard(), line.coded(SPEECH), 0, 800);
    assertThat(Tones.correlation(spoken, 0, heard, delay, 2 * 970 * 160)).isGreaterThan(least);
  }

  @Test
  void holdsTheFirstPacketForTheInitialDelayAndUpToAFrame() {
    for (int phase = 0; phase < 20; phase++) {
      Line line = new Line(JitterSettings.STANDARD, 20 * MS + phase * MS);
      line.stream(SPEECH, 160, 20 * MS).run(20);

      int silent = (int) line.frames.stream().takeWhile(Frame.SILENT::equals).count();
      long waited = phase + silent * 20;
      assertThat(waited).isBetween(40L, 59L);
      assertThat(line.buffer.frameArrivalNanos()).isEqualTo((20 + 20L * (19 - silent)) * MS);
    }
  }

  @Test
  void changesNothingWhileJitterStaysWithinTheDelay() {
    Random random = new Random(3);
    Line line = new Line();
    for (int i = 0; i < 990; i++) {
      line.packet(SPEECH, i * 160, 160, (i * 20 + random.nextInt(39)) * MS);
    }
    line.run(985);

    assertUnchanged(line, 970 * 160);
    assertThat(line.buffer.counts().insertedFrames() + line.buffer.counts().shortened()).isZero();
  }

  @Test
  void putsPacketsBackInOrder() {
    Line line = new Line();
    for (int i = 0; i < 600; i++) {
      long swapped = i % 3 == 1 ? 25 : 0;
      line.packet(SPEECH, i * 160, 160, (i * 20 + swapped) * MS);
    }
    line.run(590);

    assertUnchanged(line, 580 * 160);
    assertThat(line.count(Arrival.KEPT)).isEqualTo(line.arrivals.size());
  }

  @Test
  void playsWhatCameTwiceOnce() {
    Line line = new Line();
    for (int i = 0; i < 300; i++) {
      line.packet(SPEECH, i * 160, 160, i * 20 * MS).again((i * 20 + i % 90) * MS);
    }
    line.run(290);

    assertUnchanged(line, 280 * 160);
    assertThat(line.buffer.counts().duplicate()).isBetween(285L, 300L);
    assertThat(line.buffer.counts().late()).isZero();
  }

  @Test
  void concealsExactlyWhatIsMissing() {
    Random random = new Random(5);
    Line line = new Line();
    boolean[] lost = new boolean[990];
    int losses = 0;
    for (int i = 0; i < 990; i++) {
      lost[i] = i > 5 && random.nextInt(20) == 0;
      if (lost[i]) {
        line.lost(160);
        losses++;
      } else {
        line.packet(SPEECH, i * 160, 160, i * 20 * MS);
      }
    }
    line.run(992);

    short[] heard = line.heard();
    short[] coded = line.coded(SPEECH);
    int delay = Line.find(heard, coded, 0, 800);
    for (int i = 0; i < 985; i++) {
      boolean touched = lost[i] || i > 0 && lost[i - 1];
      if (!touched) {
        assertThat(Arrays.copyOfRange(heard, delay + i * 160, delay + i * 160 + 160))
            .as("frame %d", i)
            .isEqualTo(Arrays.copyOfRange(coded, i * 160, i * 160 + 160));
      }
    }
    assertThat(line.buffer.counts().concealedFrames()).isBetween((long) losses - 3, (long) losses);
    assertThat(line.buffer.counts().insertedFrames()).isZero();
    assertThat(Tones.correlation(heard, delay, coded, 0, 980 * 160)).isGreaterThan(0.97);
  }

  @Test
  void hearsAPauseOfTheSenderAsSilenceAndNotAsLoss() {
    Line line = new Line();
    line.stream(tone(3200), 160, 0);
    line.pause(8000);
    short[] second = tone(3200);
    for (int i = 0; i < 20; i++) {
      line.packet(second, i * 160, 160, (20 * 20 + 1000 + i * 20) * MS);
    }
    line.run(92);

    // 60 ms at most are made up until it is known that nothing was sent.
    assertThat(line.count(Frame.HEARD)).isEqualTo(40);
    assertThat(line.count(Frame.CONCEALED)).isLessThanOrEqualTo(4);
    assertThat(line.heard(40)).containsOnly(0);
    short[] coded = line.coded(tone(3200));
    int first = Line.find(line.heard(), coded, 0, 800);
    int again = Line.find(Arrays.copyOfRange(line.heard(), first + 8000, 16000), coded, 160, 800);
    assertThat(again).isEqualTo(3360);
  }

  @Test
  void doesNotTakeKeysOrComfortNoiseForLoss() {
    Line line = new Line();
    line.stream(tone(1600), 160, 0);
    for (int i = 0; i < 25; i++) {
      line.event((200 + i * 20) * MS);
    }
    line.pause(25 * 160);
    for (int i = 0; i < 20; i++) {
      line.packet(tone(3200), i * 160, 160, (700 + i * 20) * MS);
    }
    line.run(52);

    assertThat(line.buffer.counts().concealedFrames()).isZero();
    assertThat(line.count(Frame.HEARD)).isEqualTo(10 + 15);
    assertThat(line.heard(20)).containsOnly(0);
  }

  @Test
  void fadesAndFallsSilentWhenTheLineDies() {
    Line line = new Line();
    line.stream(tone(1600), 160, 0).run(40);

    assertThat(line.frames.subList(0, 2)).containsOnly(Frame.SILENT);
    assertThat(line.frames.subList(2, 12)).containsOnly(Frame.HEARD);
    assertThat(line.frames.subList(12, 15)).containsOnly(Frame.CONCEALED);
    assertThat(line.frames.subList(15, 40)).containsOnly(Frame.SILENT);
    for (int i = 15; i < 40; i++) {
      assertThat(line.heard(i)).containsOnly(0);
    }
  }

  @Test
  void dropsASinglePacketThatIsLateAndKeepsItsTime() {
    Line line = new Line();
    for (int i = 0; i < 200; i++) {
      line.packet(SPEECH, i * 160, 160, (i * 20 + (i == 50 ? 55 : 0)) * MS);
    }
    line.run(190);

    assertThat(line.buffer.counts().late()).isEqualTo(1);
    assertThat(line.buffer.counts().concealedFrames()).isEqualTo(1);
    assertThat(line.buffer.counts().insertedFrames()).isZero();
    short[] coded = line.coded(SPEECH);
    assertThat(Line.find(line.heard(), coded, 52 * 160, 1600))
        .isEqualTo(Line.find(line.heard(), coded, 0, 1600) + 52 * 160);
  }

  @Test
  void playsAllThatAStalledSenderSendsAfterwards() {
    Line line = new Line();
    for (int i = 0; i < 400; i++) {
      long at = i * 20;
      line.packet(SPEECH, i * 160, 160, (i >= 50 && at < 1150 ? 1150 : at) * MS);
    }
    line.run(390);

    assertThat(line.buffer.counts().late()).isZero();
    assertThat(line.buffer.counts().dropped()).isZero();
    // The blend over what was made up touches 10 ms.
    assertThat(Line.find(line.heard(), line.coded(SPEECH), 50 * 160 + 80, 8000)).isPositive();
  }

  @Test
  void losesNoSoundWhenItsOwnTicksStall() {
    Line line = new Line();
    line.stream(SPEECH, 160, 0).run(100).stall(5).run(200);

    assertThat(line.buffer.counts().concealedFrames()).isZero();
    assertUnchanged(line, 280 * 160);
  }

  @Test
  void countsTheRunsOfWhatIsMissing() {
    Line line = new Line();
    for (int i = 0; i < 100; i++) {
      if (i == 20 || i == 40 || i == 41 || i == 42) {
        line.lost(160);
      } else {
        line.packet(SPEECH, i * 160, 160, i * 20 * MS);
      }
    }
    line.run(90);

    assertThat(line.buffer.counts().concealedFrames()).isEqualTo(4);
    assertThat(line.buffer.counts().concealedRuns()).isEqualTo(2);
  }

  @Test
  void tellsWhenThePacketCameThatAFrameBeginsWith() {
    Line line = new Line(JitterSettings.STANDARD, 5 * MS);
    line.stream(SPEECH, 240, 0);
    for (int i = 0; i < 60; i++) {
      line.run(1);
      if (line.frames.getLast() == Frame.HEARD) {
        // The first two ticks were silent: the first packet came at 0, played from tick 2 on.
        long played = (i - 2) * 20L;
        assertThat(line.buffer.frameArrivalNanos()).isEqualTo(played / 30 * 30 * MS);
      }
    }
  }

  @Test
  void throwsTheOldestAwayAboveTwiceTheLongestDelay() {
    Line line = new Line();
    line.stream(SPEECH, 160, 0).run(50).stall(40).run(100);

    assertThat(line.buffer.counts().dropped()).isPositive();
    assertThat(line.buffer.counts().concealedFrames()).isZero();
    short[] last = line.heard();
    short[] coded = line.coded(SPEECH);
    int at = Line.find(last, coded, 180 * 160, 800);
    assertThat(at - 140 * 160).isBetween(320, 1600);
  }

  @Test
  void shortensSpeechInWholePeriodsWhereTheDelayIsTooLong() {
    short[] tone = Tones.sine(250, 8000, 8000 * 20, 8000);
    Line line = new Line();
    line.stream(tone, 160, 0).run(100).stall(15).run(700);

    assertThat(line.buffer.counts().shortened()).isPositive();
    assertThat(line.buffer.counts().dropped()).isZero();
    short[] heard = line.heard();
    for (int at = 1600; at + 1600 < heard.length; at += 800) {
      assertThat(Tones.share(heard, at, 1600, 8000, 250)).isGreaterThan(0.97);
    }
  }

  @Test
  void comesBackToAShortDelayInTheNextPauses() {
    Line line = new Line();
    line.stream(SPEECH, 160, 0).run(100).stall(5).run(890);

    JitterCounts counts = line.buffer.counts();
    assertThat(counts.shortened()).as("%s", counts).isBetween(3L, 5L);
    assertThat(counts.concealedFrames() + counts.insertedFrames()).isZero();
  }

  @Test
  void beginsAnewWithANewSource() {
    Line line = new Line();
    line.stream(SPEECH, 160, 0).run(100);
    line.ssrc = 99;
    line.sequenceNumber = 7;
    line.timestamp = 123456789;
    for (int i = 0; i < 100; i++) {
      line.packet(SPEECH, i * 160, 160, (20_000 + i * 20) * MS);
    }
    line.run(1000);

    assertThat(line.buffer.counts().restarts()).isEqualTo(2);
    assertThat(line.count(Arrival.KEPT)).isEqualTo(line.arrivals.size());
  }

  @Test
  void followsASenderThatBeginsItsNumbersAnew() {
    Line line = new Line();
    line.stream(tone(1600), 160, 0);
    line.sequenceNumber += 20000;
    line.timestamp += 1_000_000;
    for (int i = 0; i < 50; i++) {
      line.packet(tone(8000), i * 160, 160, (200 + i * 20) * MS);
    }
    line.run(55);

    assertThat(line.arrivals.get(10)).isEqualTo(Arrival.STRAY);
    assertThat(line.arrivals.get(11)).isEqualTo(Arrival.KEPT);
    assertThat(line.buffer.counts().restarts()).isEqualTo(2);
    assertThat(line.buffer.counts().stray()).isEqualTo(1);
    assertThat(line.frames.getLast()).isEqualTo(Frame.HEARD);
  }

  @Test
  void ignoresALonelyStrayPacket() {
    Line line = new Line();
    for (int i = 0; i < 200; i++) {
      if (i == 100) {
        int number = line.sequenceNumber;
        line.sequenceNumber += 30000;
        line.event(i * 20 * MS);
        line.sequenceNumber = number;
      }
      line.packet(SPEECH, i * 160, 160, i * 20 * MS);
    }
    line.run(190);

    assertUnchanged(line, 180 * 160);
    assertThat(line.buffer.counts().restarts()).isEqualTo(1);
  }

  @ParameterizedTest(name = "by {0}")
  @CsvSource({"-900000", "900000", "1073741824"})
  void comesBackWhenTheTimestampsJumpWithoutANewSource(int jump) {
    Line line = new Line();
    line.stream(tone(8000), 160, 0);
    line.timestamp += jump;
    for (int i = 0; i < 100; i++) {
      line.packet(tone(16000), i * 160, 160, (1000 + i * 20) * MS);
    }
    line.run(145);

    assertThat(line.frames.subList(75, 145)).containsOnly(Frame.HEARD);
    assertThat(line.buffer.counts().late()).isLessThan(14);
  }

  @Test
  void resumesAfterAHoldThatStoppedTheTimestamps() {
    Line line = new Line();
    line.stream(SPEECH, 160, 0);
    line.run(1000 + 3000);
    int before = line.frames.size();
    for (int i = 0; i < 100; i++) {
      line.packet(SPEECH, i * 160, 160, (80_000 + i * 20) * MS);
    }
    line.run(95);

    assertThat(line.buffer.counts().late()).isZero();
    assertThat(line.frames.subList(before + 3, before + 95)).containsOnly(Frame.HEARD);
  }

  @Test
  void refusesWhatHoldsNoSoundOrTooMuch() {
    Line line = new Line();
    line.packet(SPEECH, 0, 160, 0);
    line.plan(new byte[0], 20 * MS, true);
    line.plan(new byte[961], 40 * MS, true);
    line.plan(new byte[1501], 60 * MS, true);
    line.plan(new byte[960], 80 * MS, true);
    line.run(5);

    assertThat(line.arrivals)
        .containsExactly(
            Arrival.KEPT, Arrival.REFUSED, Arrival.REFUSED, Arrival.REFUSED, Arrival.KEPT);
    assertThat(line.buffer.counts().refused()).isEqualTo(3);
    assertThat(line.buffer.counts().accepted()).isEqualTo(2);
  }

  @Test
  void isSilentBeforeTheFirstPacket() {
    Line line = new Line().run(3);

    assertThat(line.frames).containsOnly(Frame.SILENT);
    assertThat(line.heard()).containsOnly(0);
  }

  @Test
  void printsItsRange() {
    assertThat(new Line().buffer).hasToString("Jitter(40..200 ms)");
  }

  @Test
  void takesNoNonsenseForSettings() {
    assertThatThrownBy(() -> new JitterSettings(Duration.ofMillis(-1), Duration.ofMillis(200)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JitterSettings(Duration.ofMillis(201), Duration.ofMillis(200)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JitterSettings(Duration.ZERO, Duration.ofMillis(39)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new JitterSettings(Duration.ZERO, Duration.ofMillis(501)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new JitterSettings(Duration.ofMillis(40), Duration.ofMillis(40)).initial())
        .hasMillis(40);
    assertThat(new JitterSettings(Duration.ZERO, Duration.ofMillis(500)).initial()).isZero();
  }

  /// The first `samples` of the speech are all there, in one piece.
  private static void assertUnchanged(Line line, int samples) {
    short[] coded = line.coded(SPEECH);
    short[] heard = line.heard();
    int delay = Line.find(heard, coded, 0, 800);
    assertThat(delay).isNotNegative();
    int least = Math.min(samples, heard.length - delay);
    assertThat(Arrays.mismatch(heard, delay, delay + least, coded, 0, least)).isEqualTo(-1);
    assertThat(least).isGreaterThan(samples - 1600);
  }

  private static short[] tone(int samples) {
    return Tones.sine(440, 8000, samples, 8000);
  }
}
