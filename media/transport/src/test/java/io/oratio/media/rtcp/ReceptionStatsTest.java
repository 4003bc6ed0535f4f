package io.oratio.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.oratio.media.rtcp.RtcpPacket.SenderReport;
import io.oratio.media.rtp.SequenceTracker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceptionStatsTest {
  private static final long MS = 1_000_000L;

  private final SequenceTracker tracker = new SequenceTracker();
  private final ReceptionStats stats = new ReceptionStats(tracker);

  @Test
  void tellsWhatTheTrackerCounted() {
    tracker.packet(65535);
    tracker.packet(0);
    tracker.packet(3);
    tracker.arrival(0, 0);
    tracker.arrival(160, 480);

    ReportBlock block = stats.block(42, 0);

    assertThat(block).isEqualTo(new ReportBlock(42, 2 * 256 / 5, 2, 65539, 20, 0, 0));
    assertThat(stats.block(42, 0).fractionLost256()).isZero();
  }

  @Test
  void tellsWhenTheLastSenderReportCame() {
    tracker.packet(1);
    stats.heard(new SenderReport(42, 0x11112222_33334444L, 0, 0, 0, List.of()), 100 * MS);

    ReportBlock block = stats.block(42, 100 * MS + 1500 * MS);

    assertThat(block.lastSenderReport()).isEqualTo(0x22223333);
    assertThat(block.delaySince()).isEqualTo(65536 * 3 / 2);
  }

  @Test
  void holdsTheLossWithinItsTwentyFourBits() {
    for (int i = 0; i < 3000; i++) {
      tracker.packet(i * 2999 & 0xffff);
    }

    assertThat(tracker.lost()).isGreaterThan(0x7fffff);
    assertThat(stats.block(1, 0).packetsLost()).isEqualTo(0x7fffff);
  }

  /// The numbers of RFC 3550 figure 2: A = b710:8000, LSR = b705:2000, DLSR = 5:4000 give 6.125 s.
  @Test
  void computesTheRoundTripOfFigure2() {
    ReportBlock block = new ReportBlock(1, 0, 0, 0, 0, 0xb7052000, 0x00054000);

    assertThat(ReceptionStats.roundTrip(block, 0x0000b710_80000000L))
        .contains(Duration.ofMillis(6125));
  }

  @Test
  void computesNoRoundTripFromNonsense() {
    ReportBlock never = new ReportBlock(1, 0, 0, 0, 0, 0, 0);
    ReportBlock future = new ReportBlock(1, 0, 0, 0, 0, 0x00020000, 0);
    ReportBlock ancient = new ReportBlock(1, 0, 0, 0, 0, 1, 0);

    assertThat(ReceptionStats.roundTrip(never, 0x00010000_00000000L)).isEmpty();
    assertThat(ReceptionStats.roundTrip(future, 0x00000001_00000000L)).isEmpty();
    assertThat(ReceptionStats.roundTrip(ancient, 0x0000001f_00000000L)).isEmpty();
    assertThat(ReceptionStats.roundTrip(ancient, 0x00000000_00010000L)).contains(Duration.ZERO);
  }

  @Test
  void countsNtpTimeFrom1900() {
    assertThat(NtpTime.of(Instant.EPOCH)).isEqualTo(2_208_988_800L << 32);
    assertThat(NtpTime.of(Instant.ofEpochSecond(1, 500_000_000)))
        .isEqualTo(2_208_988_801L << 32 | 0x80000000L);
    assertThat(NtpTime.middle(0x11112222_33334444L)).isEqualTo(0x22223333);
  }

  @Test
  void reportsEveryFiveSecondsOnAverageAndNeverInStep() {
    ReportInterval interval = new ReportInterval(new Random(1));
    assertThat(interval.next().toMillis()).isBetween(1026L, 3079L);
    double sum = 0;
    for (int i = 0; i < 2000; i++) {
      long next = interval.next().toMillis();
      assertThat(next).isBetween(2050L, 6160L);
      sum += next;
    }
    assertThat(sum / 2000).isCloseTo(5000 / 1.21828, within(100.0));
  }
}
