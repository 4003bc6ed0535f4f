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

  /// A sentence.
  ///
  /// @param spoken as it is read aloud
  /// @param meant what it says yes to: a row without its columns that say no
  public record Sentence(String spoken, String meant, boolean isRow) {}

  /// In order; none is blank.
  public static List<Sentence> of(String text) {
    List<Sentence> sentences = new ArrayList<>();
    for (String block : blocks(text)) {
      List<Cell> cells = cells(block);
      if (cells.size() >= 2) {
        add(sentences, spoken(cells), meant(cells), true);
      } else {
        for (String sentence : END.split(block)) {
          add(sentences, sentence, sentence, false);
        }
      }
    }
    return List.copyOf(sentences.subList(0, Math.min(MOST, sentences.size())));
  }

  private static void add(List<Sentence> sentences, String sentence, String meant, boolean isRow) {
    String plain = sentence.replaceAll("\\s+", " ").strip();
    if (plain.chars().anyMatch(Character::isLetterOrDigit)) {
      sentences.add(
          new Sentence(
              plain.length() > LONGEST_CHARS ? plain.substring(0, LONGEST_CHARS) + "…" : plain,
              meant.strip(),
              isRow));
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

  // The first value leads, the other columns follow with theirs: `Room: Double; Price: 120; View:
  // no` is `Double: price 120, no view.`
  private static String spoken(List<Cell> cells) {
    List<String> rest = new ArrayList<>();
    for (Cell cell : cells.subList(1, cells.size())) {
      String column = cell.column();
      if (isYes(cell)) {
        rest.add(column);
      } else if (isNo(cell)) {
        rest.add("not " + column);
      } else if (!cell.value().isEmpty()) {
        rest.add(column + " " + cell.value());
      }
    }
    String sentence = cells.getFirst().value() + ": " + String.join(", ", rest);
    return sentence.matches("(?s).*[.!?]$") ? sentence : sentence + '.';
  }

  private static String meant(List<Cell> cells) {
    List<String> all = new ArrayList<>();
    for (Cell cell : cells) {
      if (isYes(cell)) {
        all.add(cell.column());
      } else if (!isNo(cell)) {
        all.add(cell.column() + " " + cell.value());
      }
    }
    return String.join(", ", all);
  }

  private static boolean isYes(Cell cell) {
    return cell.value().equalsIgnoreCase("yes") || cell.value().equals("x");
  }

  private static boolean isNo(Cell cell) {
    return cell.value().equalsIgnoreCase("no") || cell.value().equals("-");
  }
}
