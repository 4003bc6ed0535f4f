package io.oratio.engine;

/// What an engine reports. New cases break the switches that must know them.
public sealed interface EngineEvent {
  /// The engine takes sound now.
  record Opened() implements EngineEvent {}

  /// Speech of the agent, 16-bit mono at the setup's output rate, usually faster than real time.
  /// The array belongs to the receiver.
  ///
  /// @param contentId pieces of one stretch of speech share it
  record AudioOut(String contentId, short[] samples) implements EngineEvent {}

  /// All sound of this stretch has been sent; the playout buffer may still be playing it.
  record SpeechEnd(String contentId) implements EngineEvent {}

  /// Words.
  ///
  /// @param id a later transcript with the same id replaces this one
  /// @param contentId the stretch of speech these words belong to; blank where the engine does not
  ///   say
  record Transcript(String id, Speaker speaker, Stage stage, String words, String contentId)
      implements EngineEvent {}

  /// The caller spoke over the agent: what is queued and not yet played must go at once.
  record Interrupted() implements EngineEvent {}

  /// The engine asks for a tool. It must be answered by [EngineSession#toolResult], errors too.
  ///
  /// @param arguments a JSON object as text
  record ToolUse(String toolUseId, String name, String arguments) implements EngineEvent {}

  /// Tokens used so far by this session, as far as the engine tells.
  record Usage(long inputTokens, long outputTokens) implements EngineEvent {}

  /// The session is over as asked. No event follows.
  record Ended() implements EngineEvent {}

  /// The session is over, and not as asked. No event follows.
  record Failed(EngineFailure failure) implements EngineEvent {}

  /// How sure words are.
  enum Stage {
    /// A guess that will be replaced.
    PARTIAL,
    /// What the agent is about to say, before it is known how much of it will be heard.
    PLANNED,
    /// What was said.
    FINAL
  }
}
