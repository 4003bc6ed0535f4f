package io.oratio.domain.tool;

import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/// The store of tool executions.
public interface ToolExecutions {
  /// How many executions of a session are read at most.
  int MOST = 1000;

  /// Reserves the key of an execution that is about to run. Of any number that try at the same
  /// time, one succeeds.
  ///
  /// @return the execution that already holds the key; empty when it was free and is ours now
  Optional<ToolExecution> begin(ToolExecution running);

  /// Writes how it ended: its state, result and `endedAt`. One that has ended stays as it is, so a
  /// retry is safe.
  ///
  /// @throws IllegalArgumentException if it still runs
  /// @throws IllegalStateException if it was never begun
  void end(ToolExecution ended);

  Optional<ToolExecution> find(TenantId tenantId, String sessionId, String key);

  /// The executions of a session in the order they began, those of one moment by their keys, at
  /// most [#MOST]. It may lag a moment behind what was written; [#find] and [#begin] do not.
  List<ToolExecution> ofSession(TenantId tenantId, String sessionId);

  /// Takes out all executions of a session, when the session itself is taken out. What was broken
  /// off on the way is finished by calling it again.
  void deleteOf(TenantId tenantId, String sessionId);

  /// Refuses what has not ended, in the same words in every adapter.
  ///
  /// @throws IllegalArgumentException if it still runs
  static void checkEnded(ToolExecution ended) {
    if (ended.state() == ToolExecution.State.RUNNING || ended.endedAt().isEmpty()) {
      throw new IllegalArgumentException("an ended execution does not run, and says when it ended");
    }
  }
}
