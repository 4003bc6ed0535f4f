package io.oratio.runtime.dialogue.grammar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Numbers in digits and in words, up to 999,999.
public final class Numbers {
  private static final List<String> UNITS =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  private static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final List<String> ORDINALS =
      List.of(
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth",
          "thirteenth",
          "fourteenth",
          "fifteenth",
          "sixteenth",
          "seventeenth",
          "eighteenth",
          "nineteenth",
          "twentieth");
  private static final int LONGEST_DIGITS = 6;
  private static final Map<String, Integer> VALUES = values();

  private Numbers() {}

  private static Map<String, Integer> values() {
    Map<String, Integer> values = new HashMap<>();
    for (int i = 0; i < UNITS.size(); i++) {
      values.put(UNITS.get(i), i);
    }
    for (int i = 0; i < TENS.size(); i++) {
      values.put(TENS.get(i), 20 + 10 * i);
    }
    return Map.copyOf(values);
  }

  /// The first number among the words.
  public static Optional<Finding<Integer>> find(Tokens tokens) {
    Optional<Finding<Integer>> found = tokens.first(i -> at(tokens, i));
    return found.or(() -> tokens.first(i -> few(tokens, i)));
  }

  private static Optional<Finding<Integer>> few(Tokens tokens, int i) {
    if (tokens.has(i, "a", "couple") || tokens.has(i, "a", "pair")) {
      return found(2, i, i + 2);
    }
    if (tokens.has(i, "a", "dozen")) {
      return found(12, i, i + 2);
    }
    if (tokens.has(i, "just", "me") || tokens.has(i, "only", "me")) {
      return found(1, i, i + 2);
    }
    return switch (tokens.at(i)) {
      case "both", "couple" -> found(2, i, i + 1);
      case "none", "nobody", "nil" -> found(0, i, i + 1);
      case "alone", "myself", "single" -> found(1, i, i + 1);
      default -> Optional.empty();
    };
  }

  private static Optional<Finding<Integer>> found(int value, int from, int to) {
    return Optional.of(new Finding<>(value, from, to));
  }

  /// The longest number that begins at a word.
  public static Optional<Finding<Integer>> at(Tokens tokens, int i) {
    String word = tokens.at(i);
    if (word.matches("\\d{1," + LONGEST_DIGITS + "}")) {
      return found(Integer.parseInt(word), i, i + 1);
    }
    boolean isArticle = word.equals("a") && isScale(tokens.at(i + 1));
    if (!VALUES.containsKey(word) && !isArticle) {
      return Optional.empty();
    }
    int total = 0;
    int part = 0;
    int at = i;
    if (isArticle) {
      part = 1;
      at++;
    }
    int last = -1;
    while (at < tokens.size()) {
      String next = tokens.at(at);
      Integer value = VALUES.get(next);
      boolean isRest = next.equals("and") && last >= 100 && VALUES.containsKey(tokens.at(at + 1));
      if (value != null && fits(last, value)) {
        part += value;
        last = value;
      } else if (next.equals("hundred") && part > 0 && part < 100) {
        part *= 100;
        last = 100;
      } else if (next.equals("thousand") && part > 0 && total == 0) {
        total = part * 1000;
        part = 0;
        last = 1000;
      } else if (!isRest) {
        break;
      }
      at++;
    }
    return found(total + part, i, at);
  }

  private static boolean isScale(String word) {
    return word.equals("hundred") || word.equals("thousand");
  }

  // Twenty may be followed by three, not by eleven; a hundred by anything below it.
  private static boolean fits(int last, int value) {
    return last < 0 || last >= 100 || last >= 20 && value > 0 && value < 10;
  }

  /// An ordinal that begins at a word: `third`, `twenty first`, `3rd`.
  public static Optional<Finding<Integer>> ordinalAt(Tokens tokens, int i) {
    String word = tokens.at(i);
    if (word.matches("\\d{1,3}(st|nd|rd|th)")) {
      return found(Integer.parseInt(word.substring(0, word.length() - 2)), i, i + 1);
    }
    int simple = ORDINALS.indexOf(word);
    if (simple >= 0) {
      return found(simple + 1, i, i + 1);
    }
    if (word.equals("thirtieth")) {
      return found(30, i, i + 1);
    }
    int tens = TENS.indexOf(word);
    int unit = ORDINALS.indexOf(tokens.at(i + 1));
    return tens >= 0 && unit >= 0 && unit < 9
        ? found(20 + 10 * tens + unit + 1, i, i + 2)
        : Optional.empty();
  }

  /// The words of 0 to 99.
  public static String inWords(int number) {
    return number < 20
        ? UNITS.get(number)
        : TENS.get(number / 10 - 2) + (number % 10 == 0 ? "" : " " + UNITS.get(number % 10));
  }

  /// The word of the 1st to the 31st.
  public static String ordinalInWords(int number) {
    if (number <= 20) {
      return ORDINALS.get(number - 1);
    }
    return number == 30
        ? "thirtieth"
        : TENS.get(number / 10 - 2) + " " + ORDINALS.get(number % 10 - 1);
  }
}
