package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.Block.Code;
import io.oratio.runtime.knowledge.parse.Block.Heading;
import io.oratio.runtime.knowledge.parse.Block.ListItem;
import io.oratio.runtime.knowledge.parse.Block.Paragraph;
import io.oratio.runtime.knowledge.parse.Block.Table;
import io.oratio.runtime.knowledge.parse.Reading.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Gathers a document's blocks in order, folds their words, leaves out the empty ones, and refuses
/// the document at the limits of text and of cells.
final class BlockCollector {
  private static final int HEADING_CHARACTERS = 300;

  private final ParseLimits limits;
  private final List<Block> blocks = new ArrayList<>();
  private long characters;
  private long cells;

  BlockCollector(ParseLimits limits) {
    this.limits = limits;
  }

  ParseLimits limits() {
    return limits;
  }

  List<Block> blocks() {
    return Collections.unmodifiableList(blocks);
  }

  /// Adds a heading; one as long as a paragraph is a paragraph.
  void heading(int level, CharSequence text, Place place) {
    String words = PlainWords.folded(text);
    if (!PlainWords.hasWords(words)) {
      return;
    }
    count(words);
    blocks.add(
        words.length() > HEADING_CHARACTERS
            ? new Paragraph(words, place)
            : new Heading(Math.clamp(level, 1, 7), words, place));
  }

  /// Adds a paragraph, or several where the text has empty lines.
  void paragraph(CharSequence text, Place place) {
    for (String words : PlainWords.lines(text)) {
      if (PlainWords.hasWords(words)) {
        count(words);
        blocks.add(new Paragraph(words, place));
      }
    }
  }

  void item(int depth, CharSequence text, Place place) {
    String words = String.join(" ", PlainWords.lines(text));
    if (PlainWords.hasWords(words)) {
      count(words);
      blocks.add(new ListItem(Math.clamp(depth, 1, limits.nestingDepth()), words, place));
    }
  }

  void code(String text, Place place) {
    String kept = text.stripTrailing();
    if (PlainWords.hasWords(kept)) {
      count(kept);
      blocks.add(new Code(kept, place));
    }
  }

  /// Adds a table of as many columns as its longest row; rows without a word are left out.
  ///
  /// @param header empty when no row names the columns
  void table(List<String> header, List<List<String>> rows, Place place) {
    int columns = header.size();
    for (List<String> row : rows) {
      columns = Math.max(columns, row.size());
    }
    countCells((long) columns * (rows.size() + 1), columns);
    List<List<String>> full = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      List<String> padded = padded(row, columns);
      if (padded.stream().anyMatch(PlainWords::hasWords)) {
        full.add(padded);
      }
    }
    List<String> names = padded(header, columns);
    if (full.isEmpty()) {
      paragraph(String.join(", ", names.stream().filter(PlainWords::hasWords).toList()), place);
    } else {
      blocks.add(new Table(names, full, place));
    }
  }

  /// Refuses a table that would pass the limits, before its rows are all held.
  void checkCells(long soFar, int columns) {
    if (columns > limits.tableColumns()) {
      throw new Refusal(
          Reason.TOO_LARGE, "A table in it has more than " + limits.tableColumns() + " columns.");
    }
    if (cells + soFar > limits.tableCells()) {
      throw new Refusal(
          Reason.TOO_LARGE,
          "Its tables have more than "
              + limits.tableCells()
              + " cells; split it into several documents.");
    }
  }

  /// Refuses what nests deeper than anybody writes.
  void checkDepth(int depth) {
    if (depth > limits.nestingDepth()) {
      throw new Refusal(
          Reason.TOO_LARGE,
          "Its parts lie in each other more than " + limits.nestingDepth() + " deep.");
    }
  }

  /// Refuses a text that would pass the limit, before it is all held.
  void checkCharacters(long more) {
    if (characters + more > limits.textCharacters()) {
      throw new Refusal(
          Reason.TOO_LARGE,
          "It has more than "
              + limits.textCharacters()
              + " characters of text; split it into several documents.");
    }
  }

  private void countCells(long more, int columns) {
    checkCells(more, columns);
    cells += more;
  }

  private List<String> padded(List<String> row, int columns) {
    List<String> out = new ArrayList<>(columns);
    for (String cell : row) {
      String words = String.join(" ", PlainWords.lines(cell));
      count(words);
      out.add(words);
    }
    while (out.size() < columns) {
      out.add("");
    }
    return out;
  }

  private void count(String words) {
    checkCharacters(words.length());
    characters += words.length();
  }
}
