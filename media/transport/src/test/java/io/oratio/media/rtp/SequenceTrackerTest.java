package io.oratio.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.rtp.SequenceTracker.Order;
import org.junit.jupiter.api.Test;

/// RFC 3550 appendix A.1 (sequence numbers), A.3 (loss) and A.8 (jitter).
class SequenceTrackerTest {
  private final SequenceTracker tracker = new SequenceTracker();

  @Test
  void knowsNothingBeforeTheFirstPacket() {
    assertThat(tracker.received()).isZero();
    assertThat(tracker.expected()).isZero();
    assertThat(tracker.lost()).isZero();
    assertThat(tracker.takeFractionLost256()).isZero();
  }

  @Test
  void countsThroughTheWrapOfTheSequenceNumber() {
    assertThat(tracker.packet(65534)).isEqualTo(Order.FIRST);
    assertThat(tracker.packet(65535)).isEqualTo(Order.ADVANCED);
    assertThat(tracker.packet(0)).isEqualTo(Order.ADVANCED);
    assertThat(tracker.packet(1)).isEqualTo(Order.ADVANCED);

    assertThat(tracker.extendedHighest()).isEqualTo(65537);
    assertThat(tracker.expected()).isEqualTo(4);
    assertThat(tracker.received()).isEqualTo(4);
    assertThat(tracker.lost()).isZero();
  }

  @Test
  void countsSeveralWraps() {
    for (int i = 0; i < 200_000; i++) {
      tracker.packet(i & 0xffff);
    }

    assertThat(tracker.extendedHighest()).isEqualTo(199_999);
    assertThat(tracker.lost()).isZero();
  }

  @Test
  void findsWhatIsMissingAndTakesBackWhatComesLate() {
    tracker.packet(10);
    tracker.packet(13);
    assertThat(tracker.lost()).isEqualTo(2);

    assertThat(tracker.packet(12)).isEqualTo(Order.BEHIND);
    assertThat(tracker.lost()).isEqualTo(1);
    assertThat(tracker.packet(13)).isEqualTo(Order.BEHIND);
    assertThat(tracker.packet(13)).isEqualTo(Order.BEHIND);
    assertThat(tracker.lost()).isEqualTo(-1);
  }

  @Test
  void acceptsReorderingAcrossTheWrap() {
    tracker.packet(65535);
    tracker.packet(1);
    assertThat(tracker.packet(0)).isEqualTo(Order.BEHIND);
    assertThat(tracker.packet(65534)).isEqualTo(Order.BEHIND);

    assertThat(tracker.extendedHighest()).isEqualTo(65537);
  }

  @Test
  void refusesAStrayNumberUntilASecondConfirmsANewBeginning() {
    tracker.packet(100);
    assertThat(tracker.packet(101 + 3000)).isEqualTo(Order.REFUSED);
    assertThat(tracker.packet(101)).isEqualTo(Order.ADVANCED);
    assertThat(tracker.packet(102 + 3000)).isEqualTo(Order.REFUSED);
    assertThat(tracker.packet(40000)).isEqualTo(Order.REFUSED);
    assertThat(tracker.packet(40001)).isEqualTo(Order.RESTARTED);

    assertThat(tracker.expected()).isEqualTo(1);
    assertThat(tracker.received()).isEqualTo(1);
  }

  @Test
  void keepsToTheLimitsOfA1() {
    tracker.packet(1000);
    assertThat(tracker.packet(1000 + 2999)).isEqualTo(Order.ADVANCED);
    assertThat(tracker.packet(3999 - 99)).isEqualTo(Order.BEHIND);
    assertThat(tracker.packet(3999 - 100)).isEqualTo(Order.REFUSED);
    assertThat(tracker.packet(3999 + 3000)).isEqualTo(Order.REFUSED);
  }

  @Test
  void confirmsANewBeginningAcrossTheWrap() {
    tracker.packet(30000);
    assertThat(tracker.packet(65535)).isEqualTo(Order.REFUSED);
    assertThat(tracker.packet(0)).isEqualTo(Order.RESTARTED);
  }

  @Test
  void tellsTheShareLostSinceTheLastReport() {
    for (int i = 0; i < 100; i++) {
      if (i % 4 != 1) {
        tracker.packet(i);
      }
    }
    assertThat(tracker.takeFractionLost256()).isEqualTo(64);
    for (int i = 100; i < 200; i++) {
      tracker.packet(i);
    }
    assertThat(tracker.takeFractionLost256()).isZero();
    assertThat(tracker.takeFractionLost256()).isZero();
    tracker.packet(3198);
    assertThat(tracker.takeFractionLost256()).isEqualTo(255);
    assertThat(tracker.lost()).isEqualTo(25 + 2998);
  }

  @Test
  void measuresNoJitterOnASteadyLine() {
    for (int i = 0; i < 1000; i++) {
      tracker.arrival(0x7fffff00 + i * 160, 123456 + i * 160);
    }

    assertThat(tracker.jitterUnits()).isZero();
  }

  @Test
  void comesToTheMeanDifferenceOfTransitTimes() {
    for (int i = 0; i < 1000; i++) {
      tracker.arrival(i * 160, i * 160 + (i % 2) * 80);
    }

    assertThat(tracker.jitterUnits()).isBetween(78, 81);
  }

  @Test
  void takesOneSixteenthOfANewDifference() {
    tracker.arrival(0, 0);
    tracker.arrival(160, 160 + 320);

    assertThat(tracker.jitterUnits()).isEqualTo(20);
  }

  @Test
  void leavesOutPacketsThatRepeatATimestamp() {
    tracker.arrival(0, 0);
    for (int i = 1; i < 20; i++) {
      tracker.arrival(0, i * 160);
    }
    tracker.arrival(20 * 160, 20 * 160);

    assertThat(tracker.jitterUnits()).isZero();
  }

  @Test
  void boundsTheHarmOfATimestampThatJumps() {
    tracker.arrival(0, 0);
    tracker.arrival(0x40000000, 160);

    assertThat(tracker.jitterUnits()).isEqualTo(3000);
  }

  @Test
  void forgetsAllForANewSource() {
    tracker.packet(1);
    tracker.arrival(0, 0);
    tracker.arrival(1, 5000);

    tracker.reset();

    assertThat(tracker.received()).isZero();
    assertThat(tracker.jitterUnits()).isZero();
    assertThat(tracker.packet(50000)).isEqualTo(Order.FIRST);
  }
}
