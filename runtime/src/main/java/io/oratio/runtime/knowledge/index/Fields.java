package io.oratio.runtime.knowledge.index;

import java.util.LinkedHashMap;
import java.util.Map;

/// The names in an index, and what a word counts in each of its fields.
///
/// Every Lucene document has a vector. Most are passages; a question of a passage and the
/// description of a document stand as documents of their own that only have a vector and the number
/// of what they belong to.
final class Fields {
  /// Indexes of another shape are made anew.
  static final String SHAPE = "1";

  static final String VECTOR = "vector";

  /// What kind of a document it is, see [Kind].
  static final String KIND = "kind";

  /// The number of the passage (of a passage and its questions) or of the document (of a
  /// description).
  static final String OWNER = "owner";

  /// The number of the document a passage is from.
  static final String DOCUMENT = "document";

  static final String PATH = "path";
  static final String TITLE = "title";
  static final String PLACE = "place";
  static final String DESCRIPTION = "description";
  static final String QUESTIONS = "questions";
  static final String TEXT = "text";

  /// Names within a commit's facts.
  static final String ABOUT_SHAPE = "shape";

  static final String ABOUT_EMBEDDER = "embedder";
  static final String ABOUT_LANGUAGE = "language";
  static final String ABOUT_FINGERPRINT = "fingerprint";
  static final String ABOUT_PASSAGES = "passages";

  /// What a word counts in a field: a heading says more about a passage than a word within it, a
  /// description less, for it holds for the whole document.
  static final Map<String, Float> BOOSTS = boosts();

  private Fields() {}

  private static Map<String, Float> boosts() {
    Map<String, Float> boosts = new LinkedHashMap<>();
    boosts.put(TEXT, 1f);
    boosts.put(PLACE, 1.4f);
    boosts.put(TITLE, 1.1f);
    boosts.put(QUESTIONS, 1.8f);
    boosts.put(DESCRIPTION, 0.7f);
    return boosts;
  }

  /// What a Lucene document stands for; the number is in the index.
  enum Kind {
    PASSAGE,
    QUESTION,
    DESCRIPTION
  }
}
