package io.oratio.gateway.tool;

/// What the model asked for, checked.
public sealed interface CallTool {
  /// End the call once everything has been said.
  record HangUp() implements CallTool {}

  /// Send the caller to a named target.
  ///
  /// @param uri the target's address, from the agent's rules and never from the model
  record Transfer(String name, String uri) implements CallTool {}

  /// Something that cannot be done.
  ///
  /// @param error one sentence for the model
  record Refused(String error) implements CallTool {}
}
