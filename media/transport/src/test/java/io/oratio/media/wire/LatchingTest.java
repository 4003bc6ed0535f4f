package io.oratio.media.wire;

import static io.oratio.media.wire.Latching.Verdict.FOREIGN;
import static io.oratio.media.wire.Latching.Verdict.PEER;
import static io.oratio.media.wire.Latching.Verdict.PEER_ANEW;
import static io.oratio.media.wire.Latching.Verdict.PROBATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.media.wire.Latching.Verdict;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatchingTest {
  private static final InetSocketAddress SIGNALLED = new InetSocketAddress("192.0.2.1", 4000);
  private static final InetSocketAddress OTHER_PORT = new InetSocketAddress("192.0.2.1", 5000);
  private static final InetSocketAddress OTHER_HOST = new InetSocketAddress("198.51.100.7", 4000);
  private static final InetSocketAddress RENEGOTIATED = new InetSocketAddress("192.0.2.9", 6000);
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final long SECOND = 1_000_000_000L;

  private long now = -3 * SECOND;
  private Latching latching = new Latching(SIGNALLED, false, WINDOW, now);

  @Test
  void sendsToTheSignalledAddressBeforeAnythingCame() {
    assertThat(latching.destination()).isEqualTo(SIGNALLED);
    assertThat(latching.isLocked()).isFalse();
  }

  @Test
  void readsTheFirstPacketFromTheSignalledAddress() {
    assertThat(packet(SIGNALLED, 1, 10)).isEqualTo(PEER);
    assertThat(latching.isLocked()).isFalse();
  }

  @Test
  void locksAfterThreePacketsInSequenceFromTheSignalledAddress() {
    packet(SIGNALLED, 1, 10);
    packet(SIGNALLED, 1, 11);
    assertThat(latching.isLocked()).isFalse();
    packet(SIGNALLED, 1, 12);
    assertThat(latching.isLocked()).isTrue();
    assertThat(packets(OTHER_PORT, 2, 100, 5)).containsOnly(FOREIGN);
    assertThat(latching.destination()).isEqualTo(SIGNALLED);
  }

  @Test
  void aGapBeginsTheCountAtTheSignalledAddressAnew() {
    packet(SIGNALLED, 1, 10);
    packet(SIGNALLED, 1, 11);
    assertThat(packet(SIGNALLED, 1, 13)).isEqualTo(PEER);
    assertThat(latching.isLocked()).isFalse();
    packet(SIGNALLED, 1, 14);
    assertThat(latching.isLocked()).isFalse();
    packet(SIGNALLED, 1, 15);
    assertThat(latching.isLocked()).isTrue();
  }

  @Test
  void movesToAnotherPortOfTheSameHostAtTheThirdPacketInSequence() {
    assertThat(packets(OTHER_PORT, 7, 65_535, 3)).containsExactly(PROBATION, PROBATION, PEER_ANEW);
    assertThat(latching.destination()).isEqualTo(OTHER_PORT);
    assertThat(latching.isLocked()).isTrue();
    assertThat(packet(OTHER_PORT, 7, 2)).isEqualTo(PEER);
    // The SSRC that moved it is the one that counts.
    assertThat(packet(OTHER_PORT, 8, 3)).isEqualTo(PROBATION);
  }

  @Test
  void theAddressItMovedAwayFromIsForeign() {
    packets(OTHER_PORT, 7, 1, 3);
    assertThat(packets(SIGNALLED, 8, 1, 4)).containsOnly(FOREIGN);
    assertThat(latching.destination()).isEqualTo(OTHER_PORT);
  }

  @Test
  void movesOnlyOnce() {
    packets(OTHER_PORT, 7, 1, 3);
    assertThat(packets(new InetSocketAddress("192.0.2.1", 5002), 9, 1, 4)).containsOnly(FOREIGN);
  }

  @Test
  void aGapSendsACandidateBackToTheStart() {
    packet(OTHER_PORT, 7, 1);
    packet(OTHER_PORT, 7, 2);
    assertThat(packet(OTHER_PORT, 7, 4)).isEqualTo(PROBATION);
    assertThat(packet(OTHER_PORT, 7, 5)).isEqualTo(PROBATION);
    assertThat(packet(OTHER_PORT, 7, 6)).isEqualTo(PEER_ANEW);
  }

  @Test
  void anotherSsrcSendsACandidateBackToTheStart() {
    packet(OTHER_PORT, 7, 1);
    packet(OTHER_PORT, 7, 2);
    assertThat(packets(OTHER_PORT, 8, 3, 3)).containsExactly(PROBATION, PROBATION, PEER_ANEW);
  }

  @Test
  void packetsOfNoAgreedPayloadNeverMoveIt() {
    for (int i = 0; i < 5; i++) {
      assertThat(latching.judge(OTHER_PORT, 7, i, false, now)).isEqualTo(FOREIGN);
    }
    assertThat(latching.destination()).isEqualTo(SIGNALLED);
  }

  @Test
  void packetsOfNoAgreedPayloadNeverLockIt() {
    for (int i = 0; i < 5; i++) {
      assertThat(latching.judge(SIGNALLED, 7, i, false, now)).isEqualTo(PEER);
    }
    assertThat(latching.isLocked()).isFalse();
    // Nor do they choose the SSRC.
    assertThat(packet(SIGNALLED, 8, 40)).isEqualTo(PEER);
    assertThat(latching.judge(SIGNALLED, 8, 41, false, now)).isEqualTo(PEER);
    assertThat(packet(SIGNALLED, 8, 42)).isEqualTo(PEER);
    assertThat(latching.isLocked()).isFalse();
  }

  @Test
  void anotherHostIsForeignUnlessTheTrunkAllowsIt() {
    assertThat(packets(OTHER_HOST, 7, 1, 5)).containsOnly(FOREIGN);
    latching = new Latching(SIGNALLED, true, WINDOW, now);
    assertThat(packets(OTHER_HOST, 7, 1, 3)).containsExactly(PROBATION, PROBATION, PEER_ANEW);
    assertThat(latching.destination()).isEqualTo(OTHER_HOST);
  }

  @Test
  void nobodyMovesItOnceTheWindowHasPassed() {
    packets(OTHER_PORT, 7, 1, 2);
    now += WINDOW.toNanos() - 1;
    assertThat(packet(OTHER_PORT, 7, 9)).isEqualTo(PROBATION);
    now += 1;
    assertThat(packet(OTHER_PORT, 7, 10)).isEqualTo(FOREIGN);
    assertThat(latching.isLocked()).isTrue();
    assertThat(packet(SIGNALLED, 1, 1)).isEqualTo(PEER);
  }

  @Test
  void aRenegotiationOpensTheWindowAgainAtTheNewAddress() {
    packets(SIGNALLED, 1, 1, 3);
    now += 100 * SECOND;
    latching.renegotiated(RENEGOTIATED, false, false, now);
    assertThat(latching.destination()).isEqualTo(RENEGOTIATED);
    assertThat(latching.isLocked()).isFalse();
    assertThat(packets(OTHER_PORT, 2, 1, 5)).containsOnly(FOREIGN);
    InetSocketAddress moved = new InetSocketAddress("192.0.2.9", 6006);
    assertThat(packets(moved, 3, 1, 3)).containsExactly(PROBATION, PROBATION, PEER_ANEW);
    now += WINDOW.toNanos();
    assertThat(packets(RENEGOTIATED, 3, 1, 3)).containsOnly(FOREIGN);
  }

  @Test
  void aRenegotiationToTheSameAddressKeepsWhatWasLearnt() {
    packets(OTHER_PORT, 7, 1, 3);
    latching.renegotiated(SIGNALLED, true, false, now);
    assertThat(latching.destination()).isEqualTo(OTHER_PORT);
    assertThat(packet(OTHER_PORT, 7, 4)).isEqualTo(PEER);
    assertThat(latching.isLocked()).isFalse();
  }

  @Test
  void aRenegotiationForgetsCandidates() {
    packets(OTHER_PORT, 7, 1, 2);
    latching.renegotiated(SIGNALLED, true, false, now);
    assertThat(packet(OTHER_PORT, 7, 3)).isEqualTo(PROBATION);
  }

  @Test
  void aRenegotiationForgetsASsrcOnProbation() {
    packets(SIGNALLED, 1, 1, 3);
    packets(SIGNALLED, 2, 50, 2);
    latching.renegotiated(SIGNALLED, true, false, now);
    assertThat(packet(SIGNALLED, 2, 52)).isEqualTo(PROBATION);
  }

  @Test
  void aRenegotiationMayAllowOtherHosts() {
    latching.renegotiated(SIGNALLED, true, true, now);
    assertThat(packets(OTHER_HOST, 7, 1, 3)).endsWith(PEER_ANEW);
  }

  @Test
  void aNewSsrcOfThePeerReplacesTheOldOneAtItsThirdPacketInSequence() {
    packets(SIGNALLED, 1, 1, 3);
    assertThat(packets(SIGNALLED, 2, 50, 3)).containsExactly(PROBATION, PROBATION, PEER_ANEW);
    assertThat(packet(SIGNALLED, 2, 53)).isEqualTo(PEER);
    assertThat(packet(SIGNALLED, 1, 4)).isEqualTo(PROBATION);
  }

  @Test
  void twoSsrcsOfOneAddressAtTheSameTimeDoNotTakeTurns() {
    packets(SIGNALLED, 1, 1, 3);
    for (int i = 0; i < 10; i++) {
      assertThat(packet(SIGNALLED, 2, 50 + i)).isEqualTo(PROBATION);
      assertThat(packet(SIGNALLED, 1, 4 + i)).isEqualTo(PEER);
    }
  }

  @Test
  void aNewSsrcWithNoAgreedPayloadIsForeign() {
    packets(SIGNALLED, 1, 1, 3);
    for (int i = 0; i < 5; i++) {
      assertThat(latching.judge(SIGNALLED, 2, 50 + i, false, now)).isEqualTo(FOREIGN);
    }
  }

  @Test
  void severalCandidatesAreCountedApart() {
    latching = new Latching(SIGNALLED, true, WINDOW, now);
    for (int i = 0; i < 2; i++) {
      assertThat(packet(OTHER_PORT, 7, 1 + i)).isEqualTo(PROBATION);
      assertThat(packet(OTHER_HOST, 8, 1 + i)).isEqualTo(PROBATION);
    }
    assertThat(packet(OTHER_HOST, 8, 3)).isEqualTo(PEER_ANEW);
    assertThat(latching.destination()).isEqualTo(OTHER_HOST);
  }

  @Test
  void theCandidateHeardLongestAgoGivesWay() {
    latching = new Latching(SIGNALLED, true, WINDOW, now);
    packet(OTHER_HOST, 8, 1);
    for (int i = 0; i < Latching.CANDIDATES_MAX - 1; i++) {
      now++;
      packet(new InetSocketAddress("203.0.113.1", 1000 + i), 9, 1);
    }
    now++;
    // All fit: the first one is still known.
    assertThat(packet(OTHER_HOST, 8, 2)).isEqualTo(PROBATION);
    now++;
    packet(new InetSocketAddress("203.0.113.1", 2000), 9, 1);
    now++;
    assertThat(packet(OTHER_HOST, 8, 3)).isEqualTo(PEER_ANEW);
  }

  @Test
  void tooManyCandidatesDisplaceTheOldest() {
    latching = new Latching(SIGNALLED, true, WINDOW, now);
    packets(OTHER_HOST, 8, 1, 2);
    for (int i = 0; i < Latching.CANDIDATES_MAX; i++) {
      now++;
      packet(new InetSocketAddress("203.0.113.1", 1000 + i), 9, 1);
    }
    now++;
    assertThat(packet(OTHER_HOST, 8, 3)).isEqualTo(PROBATION);
  }

  @Test
  void aCandidateInheritsNothingFromTheOneItDisplaced() {
    latching = new Latching(SIGNALLED, true, WINDOW, now);
    for (int i = 0; i < Latching.CANDIDATES_MAX; i++) {
      now++;
      packets(new InetSocketAddress("203.0.113.1", 1000 + i), 9, 1, 2);
    }
    assertThat(packet(OTHER_HOST, 9, 3)).isEqualTo(PROBATION);
  }

  private Verdict packet(InetSocketAddress from, int ssrc, int sequence) {
    return latching.judge(from, ssrc, sequence & 0xffff, true, now);
  }

  private Verdict[] packets(InetSocketAddress from, int ssrc, int sequence, int count) {
    Verdict[] verdicts = new Verdict[count];
    for (int i = 0; i < count; i++) {
      verdicts[i] = packet(from, ssrc, sequence + i);
    }
    return verdicts;
  }
}
