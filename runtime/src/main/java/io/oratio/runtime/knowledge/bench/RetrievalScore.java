package io.oratio.runtime.knowledge.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// How well the questions of a set were answered; shares from 0 to 1.
///
/// @param questions that have an answer
/// @param recallAt1 the passage found first answers
/// @param recallAt5 one of the first five answers
/// @param meanReciprocalRank of the passage that answers, 0 beyond the tenth
/// @param answeredRight above the bar, and the first answers
/// @param answeredWrong above the bar, and the first does not answer
/// @param rejectedWrong below the bar though there is an answer
/// @param unanswerable questions without an answer
/// @param rejectedRight of these, below the bar
record RetrievalScore(
    int questions,
    double recallAt1,
    double recallAt5,
    double meanReciprocalRank,
    double answeredRight,
    double answeredWrong,
    double rejectedWrong,
    int unanswerable,
    double rejectedRight,
    double p50Millis,
    double p95Millis) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d questions: recall@1 %.2f, recall@5 %.2f, MRR %.2f; answered right %.2f, answered wrong"
            + " %.2f, wrongly rejected %.2f; of %d without an answer rejected %.2f; p50 %.1f ms,"
            + " p95 %.1f ms",
        questions,
        recallAt1,
        recallAt5,
        meanReciprocalRank,
        answeredRight,
        answeredWrong,
        rejectedWrong,
        unanswerable,
        rejectedRight,
        p50Millis,
        p95Millis);
  }

  /// Counts while the questions are asked.
  static final class Tally {
    private final List<Long> nanos = new ArrayList<>();
    private int questions;
    private int first;
    private int firstFive;
    private double reciprocals;
    private int right;
    private int wrong;
    private int rejected;
    private int unanswerable;
    private int rejectedRight;

    void took(long nanos) {
      this.nanos.add(nanos);
    }

    /// @param rank of the passage that answers, from 1; 0 when it was not found
    void answered(int rank, boolean isEnough) {
      questions++;
      first += rank == 1 ? 1 : 0;
      firstFive += rank >= 1 && rank <= 5 ? 1 : 0;
      reciprocals += rank == 0 ? 0 : 1.0 / rank;
      right += isEnough && rank == 1 ? 1 : 0;
      wrong += isEnough && rank != 1 ? 1 : 0;
      rejected += isEnough ? 0 : 1;
    }

    void unanswerable(boolean isEnough) {
      unanswerable++;
      rejectedRight += isEnough ? 0 : 1;
    }

    RetrievalScore score() {
      Collections.sort(nanos);
      return new RetrievalScore(
          questions,
          share(first, questions),
          share(firstFive, questions),
          questions == 0 ? 0 : reciprocals / questions,
          share(right, questions),
          share(wrong, questions),
          share(rejected, questions),
          unanswerable,
          share(rejectedRight, unanswerable),
          millisAt(0.5),
          millisAt(0.95));
    }

    private double millisAt(double share) {
      return nanos.isEmpty() ? 0 : nanos.get((int) (share * (nanos.size() - 1))) / 1e6;
    }

    private static double share(int part, int whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }
  }
}
