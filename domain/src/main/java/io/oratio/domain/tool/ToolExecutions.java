package io.oratio.domain.tool;

import io.oratio.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/// The store of tool executions.
public interface ToolExecutions {
  /// Reserves the key of an execution that is about to run. Of any number that try at the same
  /// time, one succeeds.
  ///
  /// @return the execution that already holds the key; empty when it was free and is ours now
  Optional<ToolExecution> begin(ToolExecution running);

  /// Writes how it ended. One that has ended stays as it is.
  ///
  /// @throws IllegalStateException if it was never begun
  void end(ToolExecution ended);

  Optional<ToolExecution> find(TenantId tenantId, String sessionId, String key);

  /// The executions of a session in the order they began, at most 1000.
  List<ToolExecution> ofSession(TenantId tenantId, String sessionId);
}
