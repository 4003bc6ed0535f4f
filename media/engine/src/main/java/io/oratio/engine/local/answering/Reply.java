package io.oratio.engine.local.answering;

/// What an agent does next.
public sealed interface Reply {
  /// Says an answer.
  record Answer(String words) implements Reply {}

  /// Says something, then uses a tool.
  ///
  /// @param words blank when there is nothing to say
  /// @param arguments a JSON object as text
  record UseTool(String words, String name, String arguments) implements Reply {}

  /// Says that it did not understand and what may be asked.
  record Clarify(String words) implements Reply {}

  /// Says nothing: there were no words to answer.
  record Silence() implements Reply {}
}
