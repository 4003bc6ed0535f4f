package io.oratio.engine.local.answering;

import java.util.List;

/// What an agent does next.
public sealed interface Reply {
  /// Says an answer.
  record Answer(String words) implements Reply {}

  /// Says something, then uses tools.
  ///
  /// @param words blank when there is nothing to say
  record UseTools(String words, List<Tool> tools) implements Reply {
    public UseTools {
      tools = List.copyOf(tools);
    }
  }

  /// Says that it did not understand and what may be asked.
  record Clarify(String words) implements Reply {}

  /// Says nothing: there were no words to answer.
  record Silence() implements Reply {}

  /// A tool to use.
  ///
  /// @param toolUseId unique in the conversation
  /// @param arguments a JSON object as text
  /// @param isAfterwards whether the caller must have heard all that was said before, because the
  ///   tool may end the call
  record Tool(String toolUseId, String name, String arguments, boolean isAfterwards) {}
}
