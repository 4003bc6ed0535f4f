package io.oratio.control.web.door;

import io.oratio.control.web.contract.Operation;
import java.time.Duration;

/// Hears of every request of the contract that was answered. Called on the request's own thread,
/// before that is free again: it may not block.
@FunctionalInterface
public interface RequestWatch {
  /// @param status as it was sent
  void answered(Operation operation, int status, Duration took);
}
