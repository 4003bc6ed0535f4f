package io.oratio.runtime.knowledge.parse;

import java.util.ArrayList;
import java.util.List;

/// A line on a page of a PDF, with what its looks tell. Lengths are in points, from the page's left
/// and upper edge.
///
/// @param baseline how far down the line stands
/// @param size of most of its letters
record PdfLine(
    int page, List<Word> words, double baseline, double size, boolean isBold, double pageHeight) {
  /// Letters in a row. A gap to the next word that is wider than this share of the letters' size
  /// parts two columns: justified lines stay well below.
  private static final double COLUMN_GAP = 1.1;

  record Word(String text, double left, double right) {}

  /// Words that stand together.
  record Cell(String text, double left, double right) {}

  String text() {
    return String.join(" ", words.stream().map(Word::text).toList());
  }

  double left() {
    return words.getFirst().left();
  }

  double right() {
    return words.getLast().right();
  }

  /// The line parted at wide gaps.
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    double left = left();
    double right = left;
    for (Word word : words) {
      if (!text.isEmpty() && word.left() - right > COLUMN_GAP * size) {
        cells.add(new Cell(text.toString(), left, right));
        text.setLength(0);
        left = word.left();
      }
      text.append(text.isEmpty() ? "" : " ").append(word.text());
      right = Math.max(right, word.right());
    }
    cells.add(new Cell(text.toString(), left, right));
    return cells;
  }
}
