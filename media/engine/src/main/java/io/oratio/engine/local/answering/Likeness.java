package io.oratio.engine.local.answering;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// How alike two phrases are, 0 to 1: the shared words' weight in the weight of all, rare words
/// weighing more, a word that is nearly another (as a recogniser errs) counting in part.
final class Likeness {
  private static final double NEAR_WORD = 0.6;
  private static final double UNKNOWN_WORD = 0.8;

  private final Map<String, Double> weights = new HashMap<>();
  private final double unknown;

  /// Learns which words are rare in these phrases.
  Likeness(Collection<Phrase> phrases) {
    Map<String, Integer> counts = new HashMap<>();
    for (Phrase phrase : phrases) {
      phrase.stems().forEach(it -> counts.merge(it, 1, Integer::sum));
    }
    counts.forEach((stem, n) -> weights.put(stem, weight(phrases.size(), n)));
    // A word that no question holds tells against all of them, but less than a rare one for one.
    unknown = weight(phrases.size(), 1) * UNKNOWN_WORD;
  }

  private static double weight(int all, int n) {
    return Math.log(1 + (double) (all + 1) / n);
  }

  /// Twice the shared weight in both weights (Dice).
  double between(Phrase said, Phrase question) {
    double both = total(said.stems()) + total(question.stems());
    double shared = 0;
    for (String stem : question.stems()) {
      shared += weight(stem) * nearest(stem, said.stems());
    }
    return both == 0 ? 0 : 2 * shared / both;
  }

  private double total(Set<String> stems) {
    return stems.stream().mapToDouble(this::weight).sum();
  }

  private double weight(String stem) {
    return weights.getOrDefault(stem, unknown);
  }

  private static double nearest(String stem, Set<String> among) {
    if (among.contains(stem)) {
      return 1;
    }
    return among.stream().anyMatch(it -> isNear(stem, it)) ? NEAR_WORD : 0;
  }

  /// One letter in four may differ.
  static boolean isNear(String one, String other) {
    int longer = Math.max(one.length(), other.length());
    int allowed = longer / 4;
    return allowed > 0
        && Math.abs(one.length() - other.length()) <= allowed
        && distance(one, other) <= allowed;
  }

  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
