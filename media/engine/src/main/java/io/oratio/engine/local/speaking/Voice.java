package io.oratio.engine.local.speaking;

/// Turns a sentence into sound. Any thread, several at once; slow, so never on a thread that must
/// not wait.
public interface Voice {
  /// For logs and for telling the operator.
  String name();

  /// The sound of a sentence: 16-bit mono at `rateHz` (8000, 16000 or 24000), at a level fit for a
  /// telephone. Empty when the text holds nothing to say.
  ///
  /// @throws VoiceFailure when this sentence cannot be said
  short[] say(String sentence, int rateHz);
}
