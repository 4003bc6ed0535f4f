package io.oratio.runtime.model;

/// Told what happens to calls of models, for metrics. Any thread.
@FunctionalInterface
public interface ModelCounter {
  /// Counts nothing.
  ModelCounter NONE = (_, _) -> {};

  /// @param model its name among the settings
  void count(String model, Event event);

  /// What can happen.
  enum Event {
    ANSWERED,
    /// An attempt failed before a word was said, and another was made.
    RETRIED,
    /// A model gave no answer.
    FAILED,
    /// Another model took over.
    FELL_BACK,
    /// A model was left alone after its failures.
    BREAKER_REFUSED,
    /// The answer broke off after its first words.
    BROKEN,
    CANCELLED,
    /// The provider did not tell the usage.
    USAGE_ESTIMATED
  }
}
