package io.oratio.storage.body;

import java.util.List;

/// Words in their order, as a JSON array of texts.
public final class WordsBody {
  private WordsBody() {}

  public static String write(List<String> words) {
    return Json.list(words).toString();
  }

  /// What is no text is skipped.
  ///
  /// @throws IllegalStateException if it is no JSON
  public static List<String> read(String json) {
    return Json.texts(Json.read(json));
  }
}
