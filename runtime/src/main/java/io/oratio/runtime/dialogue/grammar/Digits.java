package io.oratio.runtime.dialogue.grammar;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Digits one after the other, spoken, typed or pressed: `one two oh`, `double five`, `4711#`.
public final class Digits {
  private static final Map<String, String> SPOKEN = spoken();

  private Digits() {}

  private static Map<String, String> spoken() {
    Map<String, String> spoken = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      spoken.put(Numbers.inWords(i), Integer.toString(i));
    }
    spoken.putAll(Map.of("oh", "0", "o", "0", "nought", "0", "null", "0", "niner", "9"));
    // What a recogniser makes of the same sounds between digits.
    spoken.putAll(Map.of("to", "2", "too", "2", "for", "4", "fore", "4", "ate", "8", "won", "1"));
    return Map.copyOf(spoken);
  }

  /// The longest run of digits among the words; of two as long the last, because people correct
  /// themselves.
  public static Optional<Finding<String>> find(Tokens tokens) {
    Finding<String> best = null;
    for (int i = 0; i < tokens.size(); ) {
      Finding<String> run = runAt(tokens, i);
      if (!run.value().isEmpty()
          && (best == null || run.value().length() >= best.value().length())) {
        best = run;
      }
      i = Math.max(i + 1, run.to());
    }
    return Optional.ofNullable(best);
  }

  private static Finding<String> runAt(Tokens tokens, int from) {
    StringBuilder digits = new StringBuilder();
    int at = from;
    int end = from;
    while (at < tokens.size()) {
      String word = tokens.at(at);
      int times = word.equals("double") ? 2 : word.equals("triple") ? 3 : 1;
      String spoken = SPOKEN.get(tokens.at(times > 1 ? at + 1 : at));
      if (spoken != null && !(digits.isEmpty() && isOftenNoDigit(word))) {
        digits.append(spoken.repeat(times));
        at += times > 1 ? 2 : 1;
      } else if (word.matches("[0-9]+([./:-][0-9]+)*")) {
        digits.append(word.replaceAll("\\D", ""));
        at++;
      } else {
        int before = digits.length();
        at = number(tokens, at, digits);
        if (digits.length() == before) {
          break;
        }
      }
      end = at;
    }
    return new Finding<>(digits.toString(), from, end);
  }

  // `twenty three` among digits is 2 3; `a hundred` is no digit.
  private static int number(Tokens tokens, int at, StringBuilder digits) {
    Optional<Finding<Integer>> number = Numbers.at(tokens, at);
    if (number.isPresent() && !tokens.at(at).equals("a")) {
      digits.append(number.get().value());
      return number.get().to();
    }
    return at;
  }

  private static boolean isOftenNoDigit(String word) {
    return switch (word) {
      case "to", "too", "for", "fore", "ate", "won", "o", "oh", "null" -> true;
      default -> false;
    };
  }
}
