package io.oratio.runtime.knowledge.parse;

import io.oratio.runtime.knowledge.parse.PdfLine.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A table in a PDF: lines one below the other whose words stand in the same columns. Nothing else
/// in a PDF tells a table.
final class PdfTable {
  private static final int ROWS = 3;
  private static final int ROWS_OF_MANY_COLUMNS = 2;
  private static final double ROW_GAP = 3.2;

  private record Column(double left, double right) {
    boolean meets(double otherLeft, double otherRight) {
      return left < otherRight && otherLeft < right;
    }
  }

  private PdfTable() {}

  /// Where the table that begins at a line ends.
  ///
  /// @return the line after its last; `from` when none begins there
  static int end(List<PdfLine> lines, int from, PdfLooks looks) {
    int rows = 0;
    int most = 0;
    int end = from;
    int at = from;
    while (at < lines.size() && (at == from || isBelow(lines.get(at - 1), lines.get(at)))) {
      int cells = lines.get(at).cells().size();
      if (cells < 2 && (rows == 0 || looks.headingLevel(lines.get(at)) > 0)) {
        break;
      }
      if (cells >= 2) {
        rows++;
        most = Math.max(most, cells);
        end = at + 1;
      } else if (at + 1 - end > 2) {
        break;
      }
      at++;
    }
    boolean isEnough = rows >= ROWS || rows >= ROWS_OF_MANY_COLUMNS && most > 2;
    // Shrink until all lines fit the same columns: what comes after is another table or text.
    while (isEnough && end - from >= ROWS_OF_MANY_COLUMNS) {
      if (fits(lines.subList(from, end))) {
        return end;
      }
      end--;
      while (end > from && lines.get(end - 1).cells().size() < 2) {
        end--;
      }
      isEnough = end - from >= ROWS;
    }
    return from;
  }

  private static boolean isBelow(PdfLine above, PdfLine below) {
    double gap = below.baseline() - above.baseline();
    return above.page() == below.page() && gap > 0 && gap < ROW_GAP * above.size();
  }

  private static boolean fits(List<PdfLine> lines) {
    List<Column> columns = columns(lines);
    int most = lines.stream().mapToInt(it -> it.cells().size()).max().orElse(0);
    if (columns.size() < 2 || columns.size() != most) {
      return false;
    }
    for (PdfLine line : lines) {
      List<Cell> cells = line.cells();
      // A line of one cell goes on with the row above it, so it stays within a column.
      int before = -1;
      for (Cell cell : cells) {
        int column = column(columns, cell);
        if (column <= before) {
          return false;
        }
        before = column;
      }
    }
    return true;
  }

  /// What the cells of all lines cover, taken together where they meet.
  private static List<Column> columns(List<PdfLine> lines) {
    List<Column> columns = new ArrayList<>();
    for (PdfLine line : lines) {
      for (Cell cell : line.cells()) {
        Column joined = new Column(cell.left(), cell.right());
        List<Column> apart = new ArrayList<>();
        for (Column column : columns) {
          if (column.meets(joined.left(), joined.right())) {
            joined =
                new Column(
                    Math.min(column.left(), joined.left()),
                    Math.max(column.right(), joined.right()));
          } else {
            apart.add(column);
          }
        }
        apart.add(joined);
        columns = apart;
      }
    }
    columns.sort((a, b) -> Double.compare(a.left(), b.left()));
    return columns;
  }

  private static int column(List<Column> columns, Cell cell) {
    for (int at = 0; at < columns.size(); at++) {
      if (columns.get(at).meets(cell.left(), cell.right() + 0.01)) {
        return at;
      }
    }
    return -1;
  }

  /// Writes lines that were found to be a table.
  static void write(List<PdfLine> lines, BlockCollector blocks) {
    List<Column> columns = columns(lines);
    List<List<String>> rows = new ArrayList<>();
    for (PdfLine line : lines) {
      List<Cell> cells = line.cells();
      List<String> row = new ArrayList<>(Collections.nCopies(columns.size(), ""));
      cells.forEach(it -> row.set(column(columns, it), it.text()));
      boolean goesOn = cells.size() == 1 && !rows.isEmpty() && columns.size() > 1;
      if (goesOn) {
        int column = column(columns, cells.getFirst());
        rows.getLast().set(column, (rows.getLast().get(column) + " " + row.get(column)).strip());
      } else {
        rows.add(row);
      }
    }
    Place place = new Place.Page(lines.getFirst().page());
    List<List<String>> others = rows.subList(1, rows.size());
    boolean isBold = lines.getFirst().isBold() && !lines.getLast().isBold();
    if (!others.isEmpty() && (isBold || PlainWords.isHeader(rows.getFirst(), others))) {
      blocks.table(rows.getFirst(), others, place);
    } else {
      blocks.table(List.of(), rows, place);
    }
  }
}
