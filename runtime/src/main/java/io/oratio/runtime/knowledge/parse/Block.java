package io.oratio.runtime.knowledge.parse;

import java.util.List;

/// A part of a document, in plain words: no markup, white space folded to single blanks except in
/// [Code].
public sealed interface Block {
  /// Where it stands.
  Place place();

  /// What follows belongs under it, until a heading of the same or a smaller level.
  ///
  /// @param level 1 is the highest; 7 was only recognised by its looks
  record Heading(int level, String text, Place place) implements Block {
    public Heading {
      if (level < 1 || level > 7) {
        throw new IllegalArgumentException("a heading of level " + level);
      }
    }
  }

  record Paragraph(String text, Place place) implements Block {}

  /// One item of a list.
  ///
  /// @param depth 1 for a list, 2 for a list in it, …
  /// @param text with its number in front when it is numbered: `2. Press the bell.`
  record ListItem(int depth, String text, Place place) implements Block {}

  /// @param header the columns' names; blank where there is none
  /// @param rows each with as many cells as the header
  /// @param place of its first row
  record Table(List<String> header, List<List<String>> rows, Place place) implements Block {
    public Table {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != header.size()) {
          throw new IllegalArgumentException(
              "a row of " + row.size() + " cells under " + header.size() + " columns");
        }
      }
    }
  }

  /// Words whose lines and blanks matter.
  record Code(String text, Place place) implements Block {}
}
