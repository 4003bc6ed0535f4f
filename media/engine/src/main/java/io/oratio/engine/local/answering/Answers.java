package io.oratio.engine.local.answering;

import java.util.List;

/// Decides what an agent replies, for one conversation: it may remember what was said. A dialogue
/// manager with forms and knowledge takes this place later. Quick: it is asked on a session's own
/// lane.
public interface Answers {
  /// The reply to what the caller said.
  ///
  /// @param words as a recogniser heard them, or as they were typed
  /// @param isSure whether the recogniser believes them; a doubtful guess should rather be asked
  ///   again
  Reply replyTo(String words, boolean isSure);

  /// Everything this conversation can expect to be asked, for the recogniser's language model.
  List<String> questions();
}
