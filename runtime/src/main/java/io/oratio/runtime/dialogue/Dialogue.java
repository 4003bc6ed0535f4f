package io.oratio.runtime.dialogue;

import java.util.List;

/// An agent without a model in one conversation: it remembers what was said. Replies are asked for
/// one after the other, on whatever thread the conversation has; only [#expected] and [#vocabulary]
/// may be asked from any thread, also while a reply is being made.
public interface Dialogue {
  /// The reply to what the other side said, within milliseconds.
  ///
  /// @param isSure whether the words are believed: typed ones are, a recogniser may doubt
  Reply replyTo(String words, boolean isSure);

  /// The reply to the result of a tool it asked for.
  Reply toolAnswered(String toolUseId, String json);

  /// What the answer to the question that waits will most likely be, for a recogniser: yes and no,
  /// digits, days. Empty when anything may be said. It is what held after the last reply that is
  /// complete, and never changes once returned; safe from any thread.
  default List<String> expected() {
    return List.of();
  }

  /// Everything this conversation can expect to hear, for a recogniser's language model: questions,
  /// examples, answers to forms, words of the documents' headings. The same all the time; safe from
  /// any thread.
  List<String> vocabulary();
}
