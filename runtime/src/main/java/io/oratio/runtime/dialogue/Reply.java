package io.oratio.runtime.dialogue;

import io.oratio.runtime.knowledge.Passage;
import java.util.List;

/// What an agent without a model does next.
///
/// @param words what it says; blank when it only uses a tool or stays silent
/// @param sources where the words come from
public record Reply(String words, Kind kind, List<Passage> sources, List<Tool> tools) {
  public Reply {
    sources = List.copyOf(sources);
    tools = List.copyOf(tools);
  }

  /// Words alone.
  static Reply of(Kind kind, String words) {
    return new Reply(words, kind, List.of(), List.of());
  }

  /// Nothing said and nothing done.
  static Reply silence() {
    return of(Kind.SILENCE, "");
  }

  /// What sort of reply it is.
  public enum Kind {
    ANSWER,
    /// A question of a form, or a confirmation.
    ASK,
    /// It did not understand, or does not know.
    REJECT,
    /// It gives the conversation to a human being.
    HANDOFF,
    FAREWELL,
    SILENCE
  }

  /// A tool to use after the words were said; its result goes to [Dialogue#toolAnswered].
  ///
  /// @param arguments a JSON object
  public record Tool(String toolUseId, String name, String arguments) {}
}
