package io.oratio.runtime.knowledge;

/// A piece of a document, readable by itself.
///
/// @param path the document, within its knowledge base: a file's path or an address
/// @param title the document's title
/// @param place where in it, for a person: `page 3`, `Prices > Rooms`
/// @param text plain words; a table as rows of `column: value`
/// @param score how well it answers, 0 to 1
public record Passage(String path, String title, String place, String text, double score) {}
