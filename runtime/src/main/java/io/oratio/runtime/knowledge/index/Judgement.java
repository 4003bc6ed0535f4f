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
  static final double BAR = 0.5;

  private Judgement() {}

  /// The score of one candidate: how alike in meaning, helped by the words they share.
  static double score(PassageIndex.Candidate candidate) {
    double meaning =
        candidate.meaning() + 0.12 * Math.max(0, candidate.description() - candidate.meaning());
    return logistic(9 * meaning + 2.2 * candidate.coverage() - 4.6);
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
