package io.oratio.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DigitReceiverTest {
  private static final long MS = 1_000_000L;

  private final DigitReceiver receiver = new DigitReceiver(8000);
  private final StringBuilder told = new StringBuilder();
  private long now = 5 * MS;

  @Test
  void tellsAPressOnceWhateverItsPackets() {
    press('5', 1000, 160, 800, 3);

    assertThat(told).hasToString("5");
  }

  @Test
  void tellsEveryKeyThereIs() {
    int timestamp = 0;
    for (char key : "0123456789*#ABCD".toCharArray()) {
      press(key, timestamp, 160, 640, 3);
      timestamp += 1600;
    }

    assertThat(told).hasToString("0123456789*#ABCD");
  }

  @Test
  void tellsTheSameKeyTwiceWhenItIsPressedTwice() {
    press('7', 0, 160, 640, 3);
    press('7', 640 + 400, 160, 640, 3);

    assertThat(told).hasToString("77");
  }

  @Test
  void needsNoMoreThanOneOfTheEnds() {
    packet('1', 0, true, 800);
    packet('1', 0, true, 800);
    packet('2', 1600, true, 800);

    assertThat(told).hasToString("12");
  }

  @Test
  void tellsAPressWhoseEndsWereAllLost() {
    for (int duration = 160; duration <= 800; duration += 160) {
      packet('9', 0, false, duration);
    }
    assertThat(told).hasToString("9");
    silence(50);

    assertThat(told).hasToString("9");
  }

  @Test
  void tellsAShortPressWhoseEndsWereLostWhenNothingFollows() {
    packet('9', 0, false, 160);
    assertThat(told).isEmpty();
    silence(6);
    assertThat(told).isEmpty();
    silence(2);

    assertThat(told).hasToString("9");
    silence(20);
    assertThat(told).hasToString("9");
  }

  @Test
  void tellsAShortPressWhenAnotherKeyFollowsIt() {
    packet('3', 0, false, 160);
    packet('4', 800, false, 160);
    assertThat(told).hasToString("3");
    packet('4', 800, true, 480);

    assertThat(told).hasToString("34");
  }

  @Test
  void tellsTheNewKeyByTickWhenItCameCertainTogetherWithAnOldOne() {
    packet('3', 0, false, 160);
    packet('4', 800, true, 480);
    silence(1);

    assertThat(told).hasToString("34");
  }

  @Test
  void isSureAfterFortyMilliseconds() {
    packet('6', 0, false, 160);
    assertThat(told).isEmpty();
    packet('6', 0, false, 319);
    assertThat(told).isEmpty();
    packet('6', 0, false, 320);

    assertThat(told).hasToString("6");
  }

  @Test
  void takesTheSegmentsOfALongPressForOne() {
    int timestamp = 10;
    for (int segment = 0; segment < 3; segment++) {
      for (int duration = 160; duration < 65535; duration += 160) {
        packet('0', timestamp, false, duration);
      }
      packet('0', timestamp, false, 65535);
      timestamp += 65535;
    }
    packet('0', timestamp, true, 400);
    packet('0', timestamp, true, 400);

    assertThat(told).hasToString("0");
  }

  @Test
  void takesASegmentForTheSamePressWhereTheLastReportWasLost() {
    packet('0', 0, false, 65520 - 160);
    packet('0', 65520, false, 160);

    assertThat(told).hasToString("0");
  }

  @Test
  void forgivesGatewaysThatMoveTheTimestampWithEveryPacket() {
    for (int i = 0; i < 5; i++) {
      packet('8', i * 160, false, (i + 1) * 160);
    }
    for (int i = 5; i < 8; i++) {
      packet('8', i * 160, true, 800);
    }
    silence(20);

    assertThat(told).hasToString("8");
  }

  @Test
  void ignoresPacketsOfAnOldPressThatAreStillUnderWay() {
    press('1', 0, 160, 640, 2);
    press('1', 2000, 160, 320, 0);
    packet('1', 0, true, 640);
    packet('1', 0, false, 480);
    packet('1', 2000, true, 800);

    assertThat(told).hasToString("11");
  }

  @Test
  void isNotMovedByReportsThatAnEndOvertook() {
    packet('2', 0, true, 800);
    packet('2', 0, false, 640);

    assertThat(receiver.isPressed(now)).isFalse();
    assertThat(told).hasToString("2");
  }

  @Test
  void knowsWhetherAKeyIsHeld() {
    assertThat(receiver.isPressed(now)).isFalse();
    packet('2', 0, false, 160);
    assertThat(receiver.isPressed(now)).isTrue();
    assertThat(receiver.isPressed(now + 150 * MS)).isFalse();
    packet('2', 0, true, 160);
    assertThat(receiver.isPressed(now)).isFalse();
  }

  @Test
  void leavesOutEventsThatAreNoKeys() {
    assertThat(receiver.packet(0, new TelephoneEvent(16, true, 10, 800), now)).isEmpty();
    assertThat(receiver.tick(now)).isEmpty();
  }

  @Test
  void worksAcrossTheWrapOfTheTimestamp() {
    press('1', -100, 160, 640, 3);
    press('1', 1200, 160, 640, 3);

    assertThat(told).hasToString("11");
  }

  @Test
  void countsFortyMillisecondsOnAFasterClock() {
    DigitReceiver wide = new DigitReceiver(48000);

    assertThat(wide.packet(0, new TelephoneEvent(1, false, 10, 1919), now)).isEmpty();
    assertThat(wide.packet(0, new TelephoneEvent(1, false, 10, 1920), now)).contains('1');
  }

  @Test
  void forgetsAllForANewStream() {
    packet('1', 0, true, 800);
    receiver.reset();
    packet('1', 0, true, 800);
    packet('2', 900, false, 160);
    receiver.reset();
    silence(20);

    assertThat(told).hasToString("11");
  }

  @Test
  void remembersAsManyPressesAsCanBeUnderWay() {
    for (int i = 0; i < 9; i++) {
      packet('1', i * 10_000, true, 800);
    }
    told.setLength(0);
    for (int i = 1; i < 9; i++) {
      packet('1', i * 10_000, true, 800);
    }

    assertThat(told).isEmpty();
  }

  private void press(char key, int timestamp, int step, int duration, int ends) {
    for (int d = step; d < duration; d += step) {
      packet(key, timestamp, false, d);
    }
    for (int end = 0; end < ends; end++) {
      packet(key, timestamp, true, duration);
    }
    if (ends == 0) {
      packet(key, timestamp, false, duration);
    }
  }

  private void packet(char key, int timestamp, boolean end, int duration) {
    now += 20 * MS;
    TelephoneEvent report = new TelephoneEvent(TelephoneEvent.eventOf(key), end, 10, duration);
    receiver.packet(timestamp, report, now).ifPresent(told::append);
  }

  private void silence(int ticks) {
    for (int i = 0; i < ticks; i++) {
      now += 20 * MS;
      List.of(receiver.tick(now)).forEach(key -> key.ifPresent(told::append));
    }
  }
}
