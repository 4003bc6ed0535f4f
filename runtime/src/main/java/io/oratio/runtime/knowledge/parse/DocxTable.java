package io.oratio.runtime.knowledge.parse;

import java.util.ArrayList;
import java.util.List;

/// A table of a Word document while it is read.
final class DocxTable {
  private final BlockCollector blocks;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> isRowBold = new ArrayList<>();
  private List<String> row = new ArrayList<>();
  private StringBuilder cell = new StringBuilder();
  private int span = 1;
  private boolean isMerged;
  private boolean isHeaderTold;
  private boolean isBold = true;
  private long cells;

  DocxTable(BlockCollector blocks) {
    this.blocks = blocks;
  }

  void startRow() {
    row = new ArrayList<>();
    isBold = true;
  }

  void startCell() {
    cell = new StringBuilder();
    span = 1;
    isMerged = false;
  }

  /// A paragraph of the open cell.
  void text(CharSequence words, boolean isBoldText) {
    blocks.checkCharacters(cell.length() + words.length());
    if (!cell.isEmpty()) {
      cell.append(PlainWords.BREAK);
    }
    cell.append(words);
    isBold &= isBoldText || words.toString().isBlank();
  }

  void span(int columns) {
    span = Math.max(1, columns);
  }

  /// The open cell goes on the one above it.
  void merge() {
    isMerged = true;
  }

  /// The open row names the columns, and so do all above it.
  void header() {
    isHeaderTold |= rows.isEmpty();
  }

  void endCell() {
    blocks.checkCells(cells + span, row.size() + span);
    cells += span;
    boolean hasAbove = isMerged && !rows.isEmpty() && rows.getLast().size() > row.size();
    row.add(hasAbove ? rows.getLast().get(row.size()) : cell.toString());
    for (int more = 1; more < span; more++) {
      row.add("");
    }
    cell = new StringBuilder();
  }

  void endRow() {
    if (!row.isEmpty()) {
      rows.add(row);
      isRowBold.add(isBold);
    }
    row = new ArrayList<>();
  }

  /// Gives the table away; one of a single column only arranges its paragraphs.
  void end(Place place) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    if (columns < 2) {
      rows.forEach(it -> blocks.paragraph(it.getFirst(), place));
      return;
    }
    List<List<String>> others = rows.subList(1, rows.size());
    boolean isFirstAloneBold = isRowBold.getFirst() && isRowBold.contains(false);
    boolean hasHeader =
        !others.isEmpty()
            && (isHeaderTold || isFirstAloneBold || PlainWords.isHeader(rows.getFirst(), others));
    if (hasHeader) {
      blocks.table(rows.getFirst(), others, place);
    } else {
      blocks.table(List.of(), rows, place);
    }
  }

  /// The table in one cell of another.
  String flat() {
    List<String> lines = new ArrayList<>();
    for (List<String> it : rows) {
      lines.add(String.join(", ", it.stream().filter(PlainWords::hasWords).toList()));
    }
    return String.join("; ", lines);
  }
}
