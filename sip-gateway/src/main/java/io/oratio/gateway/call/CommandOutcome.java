package io.oratio.gateway.call;

/// What came of a command to a live call.
public sealed interface CommandOutcome {
  /// It is being done.
  record Done() implements CommandOutcome {}

  /// It is not done, and nothing has changed.
  ///
  /// @param message one sentence for whoever gave the command
  record Refused(Obstacle why, String message) implements CommandOutcome {}

  /// Why a command is not followed.
  enum Obstacle {
    /// The call is over or about to be.
    CALL_OVER,
    /// The call is not in a state for it: not answered yet, on hold, being transferred.
    NOT_NOW,
    /// The agent's rules know no transfer target of this name.
    NO_SUCH_TARGET,
    /// This kind of line cannot do it.
    NOT_ON_THIS_LINE,
    /// Nothing can speak the words now: the engine is away or waits for a tool.
    NO_VOICE,
    /// The command itself is not well formed.
    INVALID
  }
}
