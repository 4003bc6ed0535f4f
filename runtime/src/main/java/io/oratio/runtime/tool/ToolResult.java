package io.oratio.runtime.tool;

/// What a tool did, for the model.
///
/// @param json a JSON object of at most 4,096 characters; a failure is `{"error":"…"}`
public record ToolResult(String json, Kind kind) {
  /// How it went.
  public enum Kind {
    DONE,
    FAILED,
    /// Not run: the arguments, the authority or the agent did not allow it.
    REFUSED,
    /// Not run yet: the other side has to say yes first.
    CONFIRM
  }

  public boolean isDone() {
    return kind == Kind.DONE;
  }
}
