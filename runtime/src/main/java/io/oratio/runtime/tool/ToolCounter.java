package io.oratio.runtime.tool;

/// Counts what happens to uses of tools. Called from any thread, on the way of a call: it returns
/// at once.
@FunctionalInterface
public interface ToolCounter {
  /// Counts nothing.
  ToolCounter NONE = _ -> {};

  void count(Event event);

  /// What there is to count.
  enum Event {
    /// A model asked.
    ASKED,
    DONE,
    FAILED,
    /// No such tool, bad arguments, an authority that is not allowed.
    REFUSED,
    /// More uses than a turn, a conversation or the process may have.
    OVER_LIMIT,
    /// The other side is asked first.
    CONFIRMATION_ASKED,
    CONFIRMED,
    /// The same use again: the first one's result was given.
    REPEATED,
    /// A filler was spoken.
    SLOW,
    /// The hard limit passed.
    TIMED_OUT,
    /// A result came after its limit; it is recorded.
    LATE,
    RETRIED,
    /// A tool is left alone from now on.
    BREAKER_OPENED,
    /// Not asked because of that.
    BREAKER_REFUSED,
    /// A result was not as its schema says.
    BAD_RESULT,
    TRUNCATED,
    /// A secret was taken out of a result.
    REDACTED,
    /// The store did not take a record.
    UNRECORDED,
    /// Nobody knows whether an execution took place.
    UNKNOWN,
    /// A definition nothing can be made of.
    LEFT_OUT
  }
}
