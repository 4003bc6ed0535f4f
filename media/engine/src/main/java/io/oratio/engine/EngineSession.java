package io.oratio.engine;

/// One open conversation with an engine. All methods return at once, from any thread; after the end
/// they do nothing.
public interface EngineSession {
  /// The caller's sound: 16-bit mono at [EngineSetup#inputRateHz], in real time, silence included.
  /// The array is copied before the method returns.
  void audio(short[] samples, int offset, int count);

  /// Words in place of sound, as if the caller had said them: pressed digits, a supervisor's hint,
  /// a typed message.
  void text(String words);

  /// Makes the engine say this sentence now, word for word as far as the engine can.
  void say(String sentence);

  /// Answers a [EngineEvent.ToolUse].
  ///
  /// @param json a JSON object, errors too: `{"error":"…"}`
  void toolResult(String toolUseId, String json);

  /// Ends the conversation in good order. [EngineEvent.Ended] follows.
  void close();
}
