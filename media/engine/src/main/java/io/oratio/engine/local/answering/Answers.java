package io.oratio.engine.local.answering;

import java.util.List;

/// Decides what an agent replies, for one conversation: it may remember what was said. The engine
/// brings one of its own, [LexicalAnswers]; a dialogue manager with forms and knowledge is given
/// from outside. It is asked on the session's own lane, one question at a time, and must be quick:
/// the caller waits.
public interface Answers {
  /// The reply to what the caller said.
  ///
  /// @param words as a recogniser heard them, or as they were typed
  /// @param isSure whether the recogniser believes them; a doubtful guess should rather be asked
  ///   again
  Reply replyTo(String words, boolean isSure);

  /// The reply to the result of a tool that a reply used.
  ///
  /// @param json a JSON object as text, errors too; not yet checked
  Reply toolAnswered(String toolUseId, String json);

  /// Everything this conversation can expect to be asked, for the recogniser's language model. The
  /// same for all conversations with one version of an agent, so that it is learned once.
  List<String> questions();

  /// What the answer to the question that waits now will most likely be, for a language model of
  /// just that: yes and no, digits, days. Empty when anything may be said. One of [#states].
  default List<String> expected() {
    return List.of();
  }

  /// All that [#expected] may ever return besides nothing, to be learned ahead.
  default List<List<String>> states() {
    return List.of();
  }

  /// Sentences that will likely be said, the most likely first, to be spoken ahead.
  default List<String> sayings() {
    return List.of();
  }
}
