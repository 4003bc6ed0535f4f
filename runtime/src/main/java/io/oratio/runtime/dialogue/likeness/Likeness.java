package io.oratio.runtime.dialogue.likeness;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// How alike two sets of stems are, 0 to 1, rare stems weighing more. Immutable.
public final class Likeness {
  private static final double NEAR_WORD = 0.7;
  private static final double UNKNOWN_WORD = 0.8;

  private final Map<String, Double> weights = new HashMap<>();
  private final double unknown;

  /// Learns which stems are rare in these sentences.
  public Likeness(Collection<Set<String>> sentences) {
    Map<String, Integer> counts = new HashMap<>();
    sentences.forEach(it -> it.forEach(stem -> counts.merge(stem, 1, Integer::sum)));
    counts.forEach((stem, n) -> weights.put(stem, weight(sentences.size(), n)));
    // A word that no sentence holds tells against all of them, but less than a rare one for one.
    unknown = weight(sentences.size(), 1) * UNKNOWN_WORD;
  }

  private static double weight(int all, int n) {
    return Math.log(1 + (double) (all + 1) / n);
  }

  /// Twice the shared weight in both weights (Dice).
  public double between(Set<String> one, Set<String> other) {
    double both = total(one) + total(other);
    return both == 0 ? 0 : 2 * shared(other, one) / both;
  }

  /// The part of the weight of `wanted` that is in `there`.
  public double covered(Set<String> wanted, Set<String> there) {
    double all = total(wanted);
    return all == 0 ? 0 : shared(wanted, there) / all;
  }

  private double shared(Set<String> wanted, Set<String> there) {
    double shared = 0;
    for (String stem : wanted) {
      shared += weight(stem) * nearest(stem, there);
    }
    return shared;
  }

  private double total(Set<String> stems) {
    return stems.stream().mapToDouble(this::weight).sum();
  }

  private double weight(String stem) {
    return weights.getOrDefault(stem, unknown);
  }

  /// 1 for a stem that is there, less for one that is nearly, 0 for one that is not.
  public static double nearest(String stem, Set<String> among) {
    if (among.contains(stem)) {
      return 1;
    }
    return among.stream().anyMatch(it -> isNear(stem, it)) ? NEAR_WORD : 0;
  }

  /// One letter in four may differ, of words of five letters and more.
  public static boolean isNear(String one, String other) {
    int longer = Math.max(one.length(), other.length());
    int allowed = longer < 5 ? 0 : longer / 4;
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
