package io.oratio.runtime.knowledge.split;

import java.util.ArrayList;
import java.util.List;

/// Says a table's row so that it is understood without the table: `Room: single; Price: 80 euros`.
final class Rows {
  private Rows() {}

  static String text(List<String> header, List<String> row) {
    boolean isNameless = header.stream().allMatch(String::isBlank);
    if (isNameless && row.size() == 2 && !row.getFirst().isBlank() && !row.getLast().isBlank()) {
      String name = row.getFirst();
      return (name.endsWith(":") ? name : name + ":") + " " + row.getLast();
    }
    List<String> said = new ArrayList<>();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      String name = header.get(column);
      if (!cell.isBlank()) {
        said.add(name.isBlank() ? cell : (name.endsWith(":") ? name : name + ":") + " " + cell);
      }
    }
    return String.join("; ", said);
  }
}
