package io.oratio.runtime.dialogue.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts the text of a passage into sentences that can be read aloud by themselves: prose at its
/// full stops, a list at its items, a table at its rows.
public final class Sentences {
  private static final int MOST = 60;
  private static final int LONGEST_CHARS = 400;
  private static final Pattern END =
      Pattern.compile(
          "(?<=[.!?])(?<!\\b(?:Mr|Ms|Mrs|Dr|St|No|vs|etc|approx|e\\.g|i\\.e)\\.)[\"')\\]]*\\s+(?=[\\p{Lu}\\p{N}\"'(])");
  private static final Pattern CELL =
      Pattern.compile("([^:;|]{1,60}):\\s*([^;|]{0,200}?)\\s*(?:[;|]|,\\s(?=[^:;|,]{1,40}:\\s)|$)");
  private static final Pattern MARKS = Pattern.compile("^\\s*(?:[-*•·]|#{1,6}|\\d{1,2}[.)])\\s+");

  private Sentences() {}

  /// In order; none is blank.
  public static List<String> of(String text) {
    List<String> sentences = new ArrayList<>();
    for (String block : blocks(text)) {
      String row = row(block);
      if (!row.isEmpty()) {
        add(sentences, row);
      } else {
        for (String sentence : END.split(block)) {
          add(sentences, sentence);
        }
      }
    }
    return List.copyOf(sentences.subList(0, Math.min(MOST, sentences.size())));
  }

  private static void add(List<String> sentences, String sentence) {
    String plain = sentence.replaceAll("\\s+", " ").strip();
    if (plain.chars().anyMatch(Character::isLetterOrDigit)) {
      sentences.add(
          plain.length() > LONGEST_CHARS ? plain.substring(0, LONGEST_CHARS) + "…" : plain);
    }
  }

  // Lines that a page broke within a sentence belong together.
  private static List<String> blocks(String text) {
    List<String> blocks = new ArrayList<>();
    boolean isOpen = false;
    for (String line : text.split("\\R")) {
      boolean isItem = MARKS.matcher(line).find();
      String plain = MARKS.matcher(line).replaceFirst("").strip();
      boolean isGoingOn =
          isOpen && !isItem && !plain.isEmpty() && Character.isLowerCase(plain.codePointAt(0));
      if (isGoingOn) {
        blocks.set(blocks.size() - 1, blocks.getLast() + " " + plain);
      } else if (!plain.isEmpty()) {
        blocks.add(plain);
      }
      isOpen = !plain.isEmpty() && !plain.matches(".*[.!?:;]$") && !isRow(plain);
    }
    return blocks;
  }

  private static boolean isRow(String line) {
    return cells(line).size() >= 2;
  }

  private record Cell(String column, String value) {}

  private static List<Cell> cells(String line) {
    List<Cell> cells = new ArrayList<>();
    Matcher matcher = CELL.matcher(line);
    int at = 0;
    while (matcher.find(at) && matcher.start() == at && matcher.end() > at) {
      cells.add(new Cell(matcher.group(1).strip(), matcher.group(2).strip()));
      at = matcher.end();
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      if (at >= line.length()) {
        break;
      }
    }
    return at >= line.length() ? cells : List.of();
  }

  /// A row of a table as a sentence: the first value leads, the other columns follow with theirs.
  /// `Room: Double; Price: 120` is `Double: Price 120.` Blank for what is no row.
  static String row(String line) {
    List<Cell> cells = cells(line);
    if (cells.size() < 2) {
      return "";
    }
    StringBuilder sentence = new StringBuilder(cells.getFirst().value()).append(": ");
    List<String> rest = new ArrayList<>();
    for (Cell cell : cells.subList(1, cells.size())) {
      if (!cell.value().isEmpty()) {
        rest.add(cell.column() + " " + cell.value());
      }
    }
    sentence.append(String.join(", ", rest));
    return sentence.toString().matches(".*[.!?]$")
        ? sentence.toString()
        : sentence.append('.').toString();
  }
}
