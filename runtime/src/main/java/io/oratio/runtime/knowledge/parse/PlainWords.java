package io.oratio.runtime.knowledge.parse;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Makes words fit to be searched and spoken out of a document's characters.
final class PlainWords {
  /// Stands for a line break the author made, until [#lines] settles what becomes of it.
  static final char BREAK = '\n';

  private static final Pattern NUMBER =
      Pattern.compile("[-+(]?\\p{Sc}?\\s?\\d[\\d.,' /:–-]*\\)?\\s?(%|\\p{Sc}|[A-Z]{3})?");
  private static final String ENDS_A_SENTENCE = ".!?:;,…";

  private PlainWords() {}

  /// One line: white space of any kind folded to single blanks, invisible signs taken out,
  /// ligatures spelled, accents composed (Unicode NFC).
  static String folded(CharSequence text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean isBlankDue = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (isBlank(c)) {
        isBlankDue = !out.isEmpty();
        continue;
      }
      if (isInvisible(c)) {
        continue;
      }
      if (isBlankDue) {
        out.append(' ');
        isBlankDue = false;
      }
      if (c >= '\ufb00' && c <= '\ufb06') {
        out.append(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
      } else {
        out.append(c);
      }
    }
    return Normalizer.isNormalized(out, Normalizer.Form.NFC)
        ? out.toString()
        : Normalizer.normalize(out, Normalizer.Form.NFC);
  }

  /// The paragraphs in a text with [#BREAK]s: two or more part paragraphs; one alone is a blank
  /// after a sentence's end or within a sentence, and otherwise a comma, as in an address.
  static List<String> lines(CharSequence text) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int from = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at < text.length() && text.charAt(at) != BREAK) {
        continue;
      }
      String line = folded(text.subSequence(from, at));
      from = at + 1;
      if (!line.isEmpty()) {
        append(open, line);
      } else if (!open.isEmpty()) {
        paragraphs.add(open.toString());
        open.setLength(0);
      }
    }
    if (!open.isEmpty()) {
      paragraphs.add(open.toString());
    }
    return paragraphs;
  }

  private static void append(StringBuilder open, String line) {
    if (!open.isEmpty()) {
      boolean goesOn =
          ENDS_A_SENTENCE.indexOf(open.charAt(open.length() - 1)) >= 0
              || Character.isLowerCase(line.codePointAt(0));
      open.append(goesOn ? " " : ", ");
    }
    open.append(line);
  }

  /// Whether a cell holds a figure rather than a name: `80`, `€ 1.250,00`, `12 %`, `9:00-17:00`.
  static boolean isFigure(String cell) {
    return cell.length() <= 40 && NUMBER.matcher(cell.strip()).matches();
  }

  /// Whether the first row of a table seems to name its columns, where nothing says so: it holds no
  /// figure, while a column under it does; a table of three and more columns of words mostly has a
  /// header, one of two mostly pairs names with what they mean.
  static boolean isHeader(List<String> first, List<List<String>> others) {
    if (others.isEmpty() || first.size() < 2 || first.stream().anyMatch(PlainWords::hasDigit)) {
      return false;
    }
    if (first.stream().anyMatch(it -> it.isBlank() || countWords(it) > 6)) {
      return first.stream().skip(1).noneMatch(it -> it.isBlank() || countWords(it) > 6)
          && hasColumnOfFigures(first.size(), others);
    }
    return first.size() > 2 || hasColumnOfFigures(first.size(), others);
  }

  private static boolean hasColumnOfFigures(int columns, List<List<String>> rows) {
    for (int column = 1; column < columns; column++) {
      int at = column;
      long figures = rows.stream().filter(it -> it.size() > at && hasDigit(it.get(at))).count();
      if (figures * 3 >= rows.size() * 2L) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasDigit(String cell) {
    return cell.codePoints().anyMatch(Character::isDigit);
  }

  /// Whether the text has a letter or a digit at all.
  static boolean hasWords(CharSequence text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  static int countWords(CharSequence text) {
    int words = 0;
    boolean isWithin = false;
    for (int at = 0; at < text.length(); at++) {
      boolean isPart = !isBlank(text.charAt(at));
      if (isPart && !isWithin) {
        words++;
      }
      isWithin = isPart;
    }
    return words;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isInvisible(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.UNASSIGNED, Character.PRIVATE_USE -> true;
      default -> false;
    };
  }
}
