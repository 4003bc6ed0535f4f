package io.oratio.engine.nova;

import io.oratio.engine.EngineSetup;

/// The sentences by which we make the model do what its protocol has no event for.
final class Wording {
  private Wording() {}

  /// The system prompt. A first-generation model cannot be made to speak first, so it is told how
  /// to begin once the caller has made a sound; later ones are told by [#say] as soon as they
  /// listen. (A recorded "hello" played to it would make it speak, in a voice that is nobody's: not
  /// chosen.)
  static String prompt(EngineSetup setup, NovaModel model) {
    if (setup.greeting().isBlank() || model.takesTextAndTuning()) {
      return setup.prompt();
    }
    return setup.prompt()
        + "\n\nBegin the conversation with exactly these words: "
        + setup.greeting();
  }

  /// Makes it say a sentence word for word.
  static String say(String sentence) {
    return "Say the following to the caller now, word for word, and nothing else: " + sentence;
  }

  /// Hands over the result of a tool that was asked for on a connection that has ended since.
  static String lateResult(String toolName, String json) {
    return "The tool " + toolName + " that you asked for has answered: " + json;
  }
}
