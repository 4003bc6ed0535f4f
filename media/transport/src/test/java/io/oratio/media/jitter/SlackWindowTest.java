package io.oratio.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SlackWindowTest {
  private static final long S = 1_000_000_000L;

  private final SlackWindow window = new SlackWindow();

  @Test
  void remembersTheLowestOfTenSeconds() {
    for (int s = 0; s < 12; s++) {
      window.add(s == 1 ? 5 : 50, s * S);
      window.add(100, s * S + 1);
      assertThat(window.lowestNanos()).isEqualTo(s == 0 || s == 11 ? 50 : 5);
    }
  }

  @Test
  void tellsTheLowestOfThisSecondAndTheLast() {
    assertThat(window.recentlyLowestNanos()).isZero();
    window.add(7, 0);
    assertThat(window.recentlyLowestNanos()).isEqualTo(7);
    window.add(9, S);
    assertThat(window.recentlyLowestNanos()).isEqualTo(7);
    window.add(9, 2 * S);
    assertThat(window.recentlyLowestNanos()).isEqualTo(9);
    window.roll(4 * S);
    assertThat(window.recentlyLowestNanos()).isZero();
  }

  @Test
  void isFilledWhenAtMostOneSecondHadNoPacket() {
    for (int s = 0; s < 9; s++) {
      assertThat(window.isFilled()).isFalse();
      window.add(1, s * S);
    }
    assertThat(window.isFilled()).isTrue();
    window.roll(10 * S);
    assertThat(window.isFilled()).isFalse();
  }

  @Test
  void countsTheLateOnesUntilTheyAreForgivenOrOld() {
    window.add(-1, 0);
    window.add(0, 0);
    window.add(-1, 5 * S);
    assertThat(window.lateCount()).isEqualTo(2);
    window.roll(10 * S);
    assertThat(window.lateCount()).isEqualTo(1);
    window.forgiveLate();
    assertThat(window.lateCount()).isZero();
    assertThat(window.lowestNanos()).isEqualTo(-1);
  }

  @Test
  void movesAllItCountedWhenThePlayingMoves() {
    window.add(10, 0);
    window.add(30, S);
    window.shift(-5);

    assertThat(window.lowestNanos()).isEqualTo(5);
    assertThat(window.recentlyLowestNanos()).isEqualTo(5);
    assertThat(window.smoothNanos()).isCloseTo(10 + 20 / 16.0 - 5, within(1e-9));
  }

  @Test
  void smoothsFromTheFirstOn() {
    window.add(160, 0);
    assertThat(window.smoothNanos()).isEqualTo(160);
    window.add(0, 0);
    assertThat(window.smoothNanos()).isEqualTo(150);
  }

  @Test
  void startsAnewWhenCleared() {
    window.add(-160, 0);
    window.clear();
    assertThat(window.lateCount()).isZero();
    assertThat(window.smoothNanos()).isZero();
    assertThat(window.isFilled()).isFalse();
    window.add(32, S);
    assertThat(window.smoothNanos()).isEqualTo(32);
    assertThat(window.lowestNanos()).isEqualTo(32);
  }

  @Test
  void takesAnyClock() {
    window.add(3, -7 * S);
    window.add(5, -6 * S);
    assertThat(window.recentlyLowestNanos()).isEqualTo(3);
    window.add(8, 50 * S);
    assertThat(window.lowestNanos()).isEqualTo(8);
    window.roll(0);
    assertThat(window.lowestNanos()).isEqualTo(8);
  }
}
