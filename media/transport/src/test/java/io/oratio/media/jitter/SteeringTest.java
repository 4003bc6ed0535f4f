package io.oratio.media.jitter;

import static io.oratio.media.jitter.Line.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.jitter.JitterBuffer.Arrival;
import io.oratio.media.jitter.JitterBuffer.Frame;
import io.oratio.media.pcm.Tones;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When the delay of a jitter buffer changes, and by how much. In these tests a packet that is on
/// time comes at the moment of a tick, so that its slack is a whole number of frames: 40 ms.
class SteeringTest {
  private static final short[] TONE = Tones.sine(250, 8000, 8000 * 40, 8000);
  private static final short[] QUIET = new short[8000 * 40];

  private final Line line = new Line();

  @Test
  void waitsLongerInQuietAfterThreeLatePackets() {
    stream(QUIET, 300, i -> i == 50 || i == 100 || i == 150 ? 50 : 0).run(290);

    assertThat(line.buffer.counts().late()).isEqualTo(3);
    assertThat(line.buffer.counts().insertedFrames()).isEqualTo(1);
    assertThat(line.frames.get(153)).isEqualTo(Frame.CONCEALED);
  }

  @Test
  void forgivesTwoLatePackets() {
    stream(QUIET, 300, i -> i == 50 || i == 100 ? 50 : 0).run(290);

    assertThat(line.buffer.counts().late()).isEqualTo(2);
    assertThat(line.buffer.counts().insertedFrames()).isZero();
  }

  @Test
  void forgivesLatePacketsThatAreFarApart() {
    stream(QUIET, 1600, i -> i % 300 == 50 ? 50 : 0).run(1590);

    assertThat(line.buffer.counts().late()).isEqualTo(6);
    assertThat(line.buffer.counts().insertedFrames()).isZero();
  }

  @Test
  void beginsToCountLatePacketsAnewAfterItWaitedLonger() {
    stream(QUIET, 400, i -> i % 30 == 20 && i < 140 ? 70 : 0).run(390);

    // Three at 40 ms, the fourth and fifth at 60: both late, but only two.
    assertThat(line.buffer.counts().late()).isEqualTo(4);
    assertThat(line.buffer.counts().insertedFrames()).isEqualTo(1);
  }

  @Test
  void neverCutsSpeechOpenToWaitLonger() {
    stream(TONE, 300, i -> i == 50 || i == 100 || i == 150 ? 50 : 0).run(290);

    assertThat(line.buffer.counts().late()).isEqualTo(3);
    assertThat(line.buffer.counts().insertedFrames()).isZero();
    assertThat(line.count(Frame.CONCEALED)).isEqualTo(3);
  }

  @Test
  void waitsLongerWhereSoundIsMissingAnywayAndThenByWholePeriods() {
    stream(TONE, 300, i -> i == 50 || i == 60 || i == 70 || i == 90 ? 50 : 0).run(290);

    assertThat(line.buffer.counts().insertedFrames()).isEqualTo(1);
    // The fourth that would have been late is the one that the wait was made for.
    assertThat(line.buffer.counts().late()).isEqualTo(3);
    short[] heard = line.heard();
    for (int at = 88 * 160; at < 285 * 160; at += 160) {
      assertThat(Tones.share(heard, at, 800, 8000, 250)).isGreaterThan(0.97);
    }
  }

  @Test
  void neverWaitsLongerThanItsMaximum() {
    Line tight = new Line(new JitterSettings(Duration.ofMillis(40), Duration.ofMillis(70)), 0);
    for (int i = 0; i < 600; i++) {
      tight.packet(QUIET, i * 160, 160, (i * 20 + (i % 10 == 5 ? 150 : 0)) * MS);
    }
    tight.run(590);

    // What packets usually have, late ones included, may come to 70 ms; then it is enough.
    assertThat(tight.buffer.counts().insertedFrames()).isBetween(1L, 2L);
    assertThat(tight.buffer.counts().late()).isGreaterThan(50);
  }

  @Test
  void waitsLongerInQuietWhenPacketsComeJustInTime() {
    // From packet 100 on the line is 35 ms slower for good: 5 ms of slack are left.
    stream(QUIET, 400, i -> i < 100 ? 0 : 35).run(390);

    assertThat(line.buffer.counts().late()).isZero();
    assertThat(line.buffer.counts().insertedFrames()).isEqualTo(1);
  }

  @Test
  void leavesALineAloneThatHasEnoughTime() {
    stream(QUIET, 400, i -> i < 100 ? 0 : 25).run(390);

    assertThat(line.buffer.counts().insertedFrames()).isZero();
  }

  @ParameterizedTest(name = "{0} ms before the tick")
  @CsvSource({"10, 0", "11, 1"})
  void waitsLessInQuietOnlyAboveThirtyMillisecondsMoreThanAtFirst(int early, int shortened) {
    Line here = new Line(JitterSettings.STANDARD, early * MS);
    here.stream(QUIET, 160, 0).run(100).stall(1).run(900);

    assertThat(here.buffer.counts().shortened()).isEqualTo(shortened);
  }

  @Test
  void waitsLessOnlyAfterTenSecondsWithoutNeed() {
    line.stream(QUIET, 160, 0).run(100).stall(3).run(380);
    assertThat(line.buffer.counts().shortened()).isZero();
    line.run(300);

    // 100 ms became 80 and then 60.
    assertThat(line.buffer.counts().shortened()).isEqualTo(2);
    assertThat(line.buffer.counts().concealedFrames()).isZero();
  }

  @Test
  void doesNotShortenSoundBelowItsMaximum() {
    // 40 and 160 are 200 ms.
    line.stream(TONE, 160, 0).run(100).stall(8).run(900);

    assertThat(line.buffer.counts().shortened()).isZero();
  }

  @Test
  void shortensSoundAboveItsMaximumByPeriodsAndNotTooOften() {
    line.stream(TONE, 160, 0).run(100).stall(9).run(900);

    // 20 ms too much, in steps of 5 to 20 ms; the window needs two seconds to forget.
    assertThat(line.buffer.counts().shortened()).isBetween(1L, 4L);
    assertThat(line.buffer.counts().concealedFrames()).isZero();
    short[] heard = line.heard();
    for (int at = 1600; at < 990 * 160; at += 160) {
      assertThat(Tones.share(heard, at, 800, 8000, 250)).isGreaterThan(0.999);
    }
  }

  @Test
  void shortensAtMostEveryThirdFrame() {
    Line tight = new Line(new JitterSettings(Duration.ofMillis(40), Duration.ofMillis(200)), 0);
    tight.stream(TONE, 160, 0).run(100).stall(17).run(100);
    long before = tight.buffer.counts().shortened();
    assertThat(before).isPositive();
    tight.run(3);

    assertThat(tight.buffer.counts().shortened() - before).isLessThanOrEqualTo(1);
  }

  @Test
  void keepsWhatIsJustTwiceTheMaximumAndThrowsAwayAboveIt() {
    line.stream(TONE, 160, 0).run(100).stall(18).run(1);
    assertThat(line.buffer.counts().dropped()).isZero();
    Line more = new Line();
    more.stream(TONE, 160, 0).run(100).stall(19).run(1);
    more.run(30);

    // Back from 420 ms to 40.
    assertThat(more.buffer.counts().dropped()).isEqualTo(19);
  }

  @Test
  void beginsATalkspurtAnewWhereItCameWithTooLittleTime() {
    pauseThen(9, 25);

    // 15 ms of slack would be left; less than half of 40.
    assertThat(silentBeforeSecondTalkspurt()).isEqualTo(9 + 2);
    assertThat(line.buffer.counts().late()).isZero();
  }

  @Test
  void keepsTheTimeOfATalkspurtThatCameEarlyEnough() {
    pauseThen(9, 20);

    assertThat(silentBeforeSecondTalkspurt()).isEqualTo(9);
  }

  @Test
  void losesNothingOfATalkspurtThatCameTooLate() {
    pauseThen(30, 70);

    assertThat(line.count(Arrival.LATE)).isZero();
    assertThat(line.count(Arrival.KEPT)).isEqualTo(40);
  }

  @Test
  void playsOnAfterAGapOfTwoFramesThatWasDelay() {
    // Frames 20 and 21 pass; then all comes at once.
    stream(TONE, 100, i -> i >= 20 && i < 25 ? (25 - i) * 20 - 10 : 0).run(95);

    assertThat(line.buffer.counts().late()).isLessThanOrEqualTo(1);
    assertThat(line.buffer.counts().dropped()).isZero();
  }

  @Test
  void knowsAPushedOutPacketFromAPlayedOne() {
    // All 200 packets of 2.5 ms come before the first tick; only 128 can wait.
    Line burst = new Line(JitterSettings.STANDARD, 500 * MS);
    for (int i = 0; i < 140; i++) {
      burst.packet(TONE, i * 20, 20, i * MS);
    }
    burst.run(30);

    assertThat(burst.buffer.counts().accepted()).isEqualTo(140);
    assertThat(burst.buffer.counts().dropped()).isEqualTo(12);
  }

  @Test
  void takesComfortNoiseForASignOfLifeEvenBeforeSound() {
    line.event(0);
    line.pause(160);
    for (int i = 1; i < 50; i++) {
      line.packet(TONE, i * 160, 160, i * 20 * MS);
    }
    line.run(45);

    assertThat(line.buffer.counts().restarts()).isEqualTo(1);
    assertThat(line.buffer.counts().concealedFrames()).isZero();
  }

  private interface Delay {
    int ms(int packet);
  }

  private Line stream(short[] sound, int packets, Delay delay) {
    for (int i = 0; i < packets; i++) {
      line.packet(sound, i * 160, 160, (i * 20 + delay.ms(i)) * MS);
    }
    return line;
  }

  /// Twenty packets, so many more frames of pause than end a talkspurt, and twenty packets that are
  /// late by so much.
  private void pauseThen(int frames, int lateMs) {
    int pause = frames + 3;
    stream(TONE, 20, _ -> 0);
    line.pause(pause * 160);
    for (int i = 20; i < 40; i++) {
      line.packet(TONE, i * 160, 160, ((i + pause) * 20 + lateMs) * MS);
    }
    line.run(45 + pause);
  }

  /// Frames between the concealment after the first talkspurt and the second one.
  private int silentBeforeSecondTalkspurt() {
    int end = line.frames.lastIndexOf(Frame.SILENT);
    int begin = 25;
    assertThat(line.frames.subList(22, 25)).containsOnly(Frame.CONCEALED);
    assertThat(line.frames.subList(begin, end + 1)).containsOnly(Frame.SILENT);
    return end + 1 - begin;
  }
}
