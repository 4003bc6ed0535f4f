package io.oratio.runtime.dialogue.grammar;

import java.util.Optional;

/// Years from 1900 to 2099 in digits and as they are said: `nineteen eighty`, `twenty oh five`,
/// `two thousand and three`.
final class Years {
  private Years() {}

  static Optional<Finding<Integer>> at(Tokens tokens, int i) {
    String word = tokens.at(i);
    if (word.matches("(19|20)\\d\\d")) {
      return Optional.of(new Finding<>(Integer.parseInt(word), i, i + 1));
    }
    if (tokens.has(i, "two", "thousand")) {
      return Numbers.at(tokens, i)
          .filter(it -> it.value() < 2100)
          .map(it -> new Finding<>(it.value(), i, it.to()));
    }
    int century = word.equals("nineteen") ? 1900 : word.equals("twenty") ? 2000 : 0;
    if (century == 0) {
      return Optional.empty();
    }
    if (tokens.has(i + 1, "hundred")) {
      return Optional.of(new Finding<>(century, i, i + 2));
    }
    boolean isZero = tokens.has(i + 1, "oh") || tokens.has(i + 1, "o");
    return Numbers.at(tokens, isZero ? i + 2 : i + 1)
        .filter(it -> isZero ? it.value() < 10 : it.value() >= 10 && it.value() < 100)
        .map(it -> new Finding<>(century + it.value(), i, it.to()));
  }
}
