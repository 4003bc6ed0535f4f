package io.oratio.simulator.script;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One thing the simulated model says.
///
/// @param say the text; `{heard}`, `{seconds}`, `{number}` and `{result}` stand for what was heard,
///   how long it was, the number of the reply and the results of the tools
/// @param when only as an answer to what contains this, in small or capital letters
/// @param length how long the speech is; by the length of the text when absent
/// @param wav a recording to be played instead of the synthetic voice
/// @param thinking the time before the answer begins; the script's own when absent
/// @param tools what is called before anything is said; the reply waits for all results
public record Reply(
    String say,
    Optional<String> when,
    Optional<Duration> length,
    Optional<Path> wav,
    Optional<Duration> thinking,
    List<ToolCall> tools) {
  public Reply {
    tools = List.copyOf(tools);
  }

  /// A reply that is only words.
  public static Reply saying(String say) {
    return new Reply(
        say, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  /// The same reply, lasting so long.
  public Reply lasting(Duration length) {
    return new Reply(say, when, Optional.of(length), wav, thinking, tools);
  }

  /// The same reply, given only to what contains these words.
  public Reply to(String words) {
    return new Reply(say, Optional.of(words), length, wav, thinking, tools);
  }

  /// The same reply after a tool has been called.
  public Reply calling(ToolCall... calls) {
    return new Reply(say, when, length, wav, thinking, List.of(calls));
  }
}
