package io.oratio.runtime.conversation;

import io.oratio.runtime.model.Cancellation;
import java.util.concurrent.CompletableFuture;

/// A run that was begun or waits for the one before it.
///
/// @param answer completes when the run has ended and its records are written, never exceptionally
public record Reply(String runId, CompletableFuture<Answer> answer, Cancellation cancellation) {
  /// Stops it; what was said stays said, and a tool that writes is not undone.
  public void cancel() {
    cancellation.cancel();
  }
}
