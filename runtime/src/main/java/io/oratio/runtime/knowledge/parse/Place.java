package io.oratio.runtime.knowledge.parse;

/// Where in a document something stands, beyond the headings above it.
public sealed interface Place {
  Place NONE = new None();

  /// The document has no pages and no rows.
  record None() implements Place {}

  /// @param number of the page, the first is 1
  record Page(int number) implements Place {}

  /// @param number of the row as a spreadsheet counts: the header is row 1
  record Row(int number) implements Place {}
}
