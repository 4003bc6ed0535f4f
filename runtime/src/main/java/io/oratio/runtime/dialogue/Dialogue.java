package io.oratio.runtime.dialogue;

import java.util.List;

/// An agent without a model in one conversation: it remembers what was said. Not safe from several
/// threads at once; it belongs to its conversation.
public interface Dialogue {
  /// The reply to what the other side said, within milliseconds.
  ///
  /// @param isSure whether the words are believed: typed ones are, a recogniser may doubt
  Reply replyTo(String words, boolean isSure);

  /// The reply to the result of a tool it asked for.
  Reply toolAnswered(String toolUseId, String json);

  /// What the answer to the question that waits now will most likely be, for a recogniser: yes and
  /// no, digits, days. Empty when anything may be said.
  default List<String> expected() {
    return List.of();
  }

  /// Everything this conversation can expect to hear, for a recogniser's language model: questions,
  /// examples, answers to forms, words of the documents' headings.
  List<String> vocabulary();
}
