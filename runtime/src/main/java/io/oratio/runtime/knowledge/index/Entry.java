package io.oratio.runtime.knowledge.index;

import java.util.List;

/// One passage to be indexed.
///
/// @param path the document within its knowledge base
/// @param title the document's title; may be blank
/// @param place where in the document, for a person, for example `Prices > Rooms`; may be blank
/// @param description when to use the document, in its owner's words; may be blank
/// @param text what a search returns
/// @param questions what people ask when this is the answer; each is compared with a search's
///   question by itself
public record Entry(
    String path,
    String title,
    String place,
    String description,
    String text,
    List<String> questions) {
  public Entry {
    questions = List.copyOf(questions);
  }

  /// A passage of a document, which answers whatever its words answer.
  public static Entry ofDocument(
      String path, String title, String place, String description, String text) {
    return new Entry(path, title, place, description, text, List.of());
  }
}
