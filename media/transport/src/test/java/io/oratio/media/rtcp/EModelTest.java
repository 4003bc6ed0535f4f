package io.oratio.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EModelTest {
  @Test
  void ratesAPerfectLineAsG107DoesByDefault() {
    assertThat(EModel.rating(0, 1, 0)).isEqualTo(93.2);
    assertThat(EModel.meanOpinionScore(0, 0)).isCloseTo(4.41, within(0.01));
  }

  /// G.107 annex B, table B.1: R against MOS.
  @Test
  void turnsRatingsIntoTheScoresOfTableB1() {
    assertThat(EModel.score(90)).isCloseTo(4.34, within(0.005));
    assertThat(EModel.score(80)).isCloseTo(4.03, within(0.01));
    assertThat(EModel.score(70)).isCloseTo(3.60, within(0.01));
    assertThat(EModel.score(60)).isCloseTo(3.10, within(0.005));
    assertThat(EModel.score(50)).isCloseTo(2.58, within(0.01));
    assertThat(EModel.score(0)).isEqualTo(1);
    assertThat(EModel.score(-5)).isEqualTo(1);
    assertThat(EModel.score(3)).isEqualTo(1);
    assertThat(EModel.score(100)).isEqualTo(4.5);
    assertThat(EModel.score(120)).isEqualTo(4.5);
  }

  @Test
  void losesWithLoss() {
    // 95 * 5 / (5 + 25.1) = 15.8.
    assertThat(EModel.rating(0.05, 1, 0)).isCloseTo(93.2 - 15.78, within(0.01));
    // Twice as long bursts: 95 * 5 / (2.5 + 25.1) = 17.2.
    assertThat(EModel.rating(0.05, 2, 0)).isCloseTo(93.2 - 17.21, within(0.01));
    assertThat(EModel.rating(0.05, 0.5, 0)).isEqualTo(EModel.rating(0.05, 1, 0));
    assertThat(EModel.rating(2, 1, 0)).isEqualTo(EModel.rating(1, 1, 0));
    assertThat(EModel.rating(-1, 1, -1)).isEqualTo(93.2);
  }

  @Test
  void losesWithDelayAndFasterAbove177Milliseconds() {
    assertThat(EModel.rating(0, 1, 100)).isCloseTo(93.2 - 2.4, within(0.001));
    assertThat(EModel.rating(0, 1, 277.3)).isCloseTo(93.2 - 6.6552 - 11, within(0.001));
    assertThat(EModel.rating(1, 1, 10_000)).isZero();
    assertThat(EModel.meanOpinionScore(0.5, 2000)).isEqualTo(1);
  }

  @Test
  void knowsBurstsFromChance() {
    // One in ten lost, each alone: a little shorter than chance would have it.
    assertThat(EModel.burstRatio(100, 100, 1000)).isEqualTo(1);
    assertThat(EModel.burstRatio(100, 25, 1000)).isCloseTo(3.6, within(0.001));
    assertThat(EModel.burstRatio(0, 0, 1000)).isEqualTo(1);
    assertThat(EModel.burstRatio(10, 0, 1000)).isEqualTo(1);
    assertThat(EModel.burstRatio(10, 1, 10)).isEqualTo(1);
  }
}
