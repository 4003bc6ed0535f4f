package io.oratio.engine.local.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhoneLoopTest {
  private static final float NEXT_PHONE = -10;

  private final PhoneLoop loop = new PhoneLoop(2, NEXT_PHONE);

  /// Every state of one phone fits, none of the other.
  private void frames(int phone, int count) {
    for (int frame = 0; frame < count; frame++) {
      float[] scores = new float[6];
      for (int state = 0; state < scores.length; state++) {
        scores[state] = state / PhoneLoop.STATES_PER_PHONE == phone ? -1 : -100;
      }
      loop.frame(scores);
    }
  }

  @Test
  void staysInAPhoneAsLongAsItFits() {
    frames(1, 10);

    assertThat(loop.score()).isEqualTo(-10);
  }

  @Test
  void paysForEachNewPhone() {
    frames(0, 5);
    frames(1, 5);

    assertThat(loop.score()).isEqualTo(-10 + NEXT_PHONE);
  }

  @Test
  void forgetsTheUtteranceBefore() {
    frames(0, 50);
    loop.reset();
    frames(1, 10);

    assertThat(loop.score()).isEqualTo(-10);
  }

  @Test
  void cannotLeaveAPhoneBeforeItsEnd() {
    frames(0, 1);
    frames(1, 3);

    assertThat(loop.score()).isLessThan(-100);
  }
}
