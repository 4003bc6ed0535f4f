package io.oratio.engine;

/// Why an engine gave up, with its own verdict on what to do.
///
/// @param kind a closed set, for metrics
/// @param message for the log: what happened, in words that name who must act; never a caller's
///   words
public record EngineFailure(Kind kind, String message) {
  /// What kind of failure, and whether another session may do better.
  public enum Kind {
    /// Too many sessions or requests: wait, or go elsewhere.
    THROTTLED(true),
    /// Credentials, access or an unknown model: the operator must act.
    NOT_ALLOWED(false),
    /// We sent what the engine refuses: we must act.
    OUR_MISTAKE(false),
    /// The engine's longest session is over.
    TIMED_OUT(true),
    /// The engine stopped answering.
    SILENT(true),
    /// The engine or the way to it broke.
    BROKEN(true);

    private final boolean retryable;

    Kind(boolean retryable) {
      this.retryable = retryable;
    }

    /// Whether a new session may succeed where this one failed.
    public boolean isRetryable() {
      return retryable;
    }
  }
}
