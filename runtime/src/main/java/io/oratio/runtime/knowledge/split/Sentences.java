package io.oratio.runtime.knowledge.split;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Parts a text into sentences, in any language that ends them with a sign.
final class Sentences {
  /// A full stop after these ends no sentence.
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "dr", "prof", "mr", "mrs", "ms", "st", "no", "nos", "nr", "tel", "fax", "e.g", "i.e",
          "z.b", "d.h", "u.a", "ca", "bzw", "str", "approx", "min", "max", "vs", "inkl", "incl",
          "zzgl", "usw", "fig", "art", "abs", "vol", "ext", "dept", "hr", "fr", "jan", "feb", "apr",
          "aug", "sept", "sep", "oct", "okt", "nov", "dec", "dez", "mon", "tue", "wed", "thu",
          "fri", "sat", "sun", "p", "pp", "s", "rd", "ave", "blvd", "inc", "ltd", "co", "corp");

  private Sentences() {}

  static List<String> of(String text) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      String sentence = text.substring(from, to).strip();
      String rest = text.substring(to, Math.min(text.length(), to + 4)).strip();
      if (sentence.isEmpty() || !rest.isEmpty() && !isEnd(sentence, rest)) {
        continue;
      }
      sentences.add(sentence);
      from = to;
    }
    String last = text.substring(from).strip();
    if (!last.isEmpty()) {
      sentences.add(last);
    }
    return sentences;
  }

  private static boolean isEnd(String sentence, String rest) {
    if (Character.isLowerCase(rest.codePointAt(0))) {
      return false;
    }
    if (!sentence.endsWith(".")) {
      return true;
    }
    String word = sentence.substring(sentence.lastIndexOf(' ') + 1, sentence.length() - 1);
    String bare = word.toLowerCase(Locale.ROOT).replaceFirst("^[(\"'„“]+", "");
    boolean isOrdinal = !bare.isEmpty() && bare.length() <= 2 && isNumber(bare);
    boolean isInitial = bare.length() == 1 && Character.isLetter(bare.charAt(0));
    return !ABBREVIATIONS.contains(bare) && !isOrdinal && !isInitial;
  }

  private static boolean isNumber(String word) {
    return word.codePoints().allMatch(Character::isDigit);
  }
}
