package io.oratio.engine.nova;

/// What the model says, one case for an event of its protocol.
sealed interface NovaEvent {
  record CompletionStart() implements NovaEvent {}

  /// @param isSpeculative planned words, not yet said
  record ContentStart(String contentId, ContentType type, Role role, boolean isSpeculative)
      implements NovaEvent {}

  record TextOutput(String contentId, Role role, String words) implements NovaEvent {}

  record AudioOutput(String contentId, short[] samples) implements NovaEvent {}

  /// @param arguments always a JSON object
  record ToolUse(String toolUseId, String name, String arguments) implements NovaEvent {}

  record ContentEnd(String contentId, ContentType type, StopReason stopReason)
      implements NovaEvent {}

  /// Tokens used by this connection so far.
  record Usage(long inputTokens, long outputTokens) implements NovaEvent {}

  /// The prompt is closed. It is not the end of a turn.
  record CompletionEnd() implements NovaEvent {}

  /// `userSpeechStart`, `userSpeechEnd`: not documented, seen on the wire.
  record UserSpeech(boolean begins) implements NovaEvent {}

  record Unknown(String name) implements NovaEvent {}

  record Malformed() implements NovaEvent {}

  enum ContentType {
    TEXT,
    AUDIO,
    TOOL,
    OTHER
  }

  enum Role {
    USER,
    ASSISTANT,
    OTHER
  }

  enum StopReason {
    PARTIAL_TURN,
    END_TURN,
    INTERRUPTED,
    TOOL_USE,
    OTHER
  }
}
