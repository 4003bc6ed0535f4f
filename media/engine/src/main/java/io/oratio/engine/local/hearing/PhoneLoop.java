package io.oratio.engine.local.hearing;

import java.util.Arrays;

/// The best chain of any phones at all for the sound so far, found frame by frame (Viterbi): the
/// yardstick for words. Where bare phones fit much better than the words of the domain, those words
/// were not said.
final class PhoneLoop {
  static final int STATES_PER_PHONE = 3;

  private final float nextPhone;
  private float[] best;
  private float[] next;
  private boolean isFirst = true;

  /// @param phones how many
  /// @param nextPhone what it costs to begin another phone, a logarithm below 0 in the base of the
  ///   scores
  PhoneLoop(int phones, float nextPhone) {
    this.nextPhone = nextPhone;
    this.best = new float[phones * STATES_PER_PHONE];
    this.next = new float[best.length];
  }

  /// Begins another utterance.
  void reset() {
    isFirst = true;
  }

  /// Takes the next 10 ms.
  ///
  /// @param scores how well each state of each phone fits it, three of a phone after each other
  void frame(float[] scores) {
    if (isFirst) {
      isFirst = false;
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
      for (int first = 0; first < best.length; first += STATES_PER_PHONE) {
        best[first] = scores[first];
      }
      return;
    }
    float entry = completed() + nextPhone;
    for (int state = 0; state < best.length; state++) {
      float before = state % STATES_PER_PHONE == 0 ? entry : best[state - 1];
      next[state] = Math.max(best[state], before) + scores[state];
    }
    float[] swap = best;
    best = next;
    next = swap;
  }

  private float completed() {
    float highest = Float.NEGATIVE_INFINITY;
    for (int last = STATES_PER_PHONE - 1; last < best.length; last += STATES_PER_PHONE) {
      highest = Math.max(highest, best[last]);
    }
    return highest;
  }

  /// The score of the best chain that ends here, or is cut off here where none ends.
  float score() {
    float highest = completed();
    if (Float.isInfinite(highest)) {
      for (float it : best) {
        highest = Math.max(highest, it);
      }
    }
    return highest;
  }
}
