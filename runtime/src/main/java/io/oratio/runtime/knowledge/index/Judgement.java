package io.oratio.runtime.knowledge.index;

import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Passage;
import java.util.Comparator;
import java.util.List;

/// How well a passage answers, from 0 to 1, and from where on that is enough to answer at all. The
/// numbers were fitted on one half of the scored set and checked on the other (`./oratio bench
/// knowledge`).
final class Judgement {
  /// A score from which a passage is enough.
  static final double BAR = Found.BAR;

  /// The sum that means a score of one half.
  private static final double ENOUGH = 0.37;

  private static final double STEEPNESS = 8;

  private Judgement() {}

  /// The score of one candidate: how alike in meaning, how far up in both ways of searching, and
  /// how much of what the question's words say stands in it. A document whose description fits
  /// lends its passages a little.
  static double score(PassageIndex.Candidate candidate) {
    double lent = 0.12 * Math.max(0, candidate.description() - candidate.meaning());
    double sum = candidate.meaning() + lent + 3 * candidate.fused() + 0.25 * candidate.coverage();
    return logistic(STEEPNESS * (sum - ENOUGH));
  }

  /// The best passages, scored, the best first.
  static Found of(List<PassageIndex.Candidate> candidates, int limit) {
    List<Passage> passages =
        candidates.stream()
            .map(it -> scored(it.passage(), score(it)))
            .sorted(Comparator.comparingDouble(Passage::score).reversed())
            .limit(limit)
            .toList();
    return new Found(passages, !passages.isEmpty() && passages.getFirst().score() >= BAR);
  }

  private static Passage scored(Passage passage, double score) {
    return new Passage(passage.path(), passage.title(), passage.place(), passage.text(), score);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
