package io.oratio.runtime.knowledge.split;

/// A passage on its way to the index.
///
/// @param title the document's title
/// @param place where in it, for a person: `Prices > Rooms, page 3`; blank for a document without
///   headings, pages and rows
/// @param text plain words; a table as lines of `column: value; column: value`, a list as lines
public record Piece(String title, String place, String text) {}
