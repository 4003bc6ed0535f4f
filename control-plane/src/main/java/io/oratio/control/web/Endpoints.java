package io.oratio.control.web;

import java.util.function.Consumer;

/// A feature's operations. Every bean of this type is asked once, at the start.
public interface Endpoints {
  /// Says which operations of the contract are answered here.
  void register(Register on);

  /// Where they are noted.
  interface Register {
    /// This operation is answered by this endpoint.
    ///
    /// @param operationId as the contract names it
    /// @throws IllegalStateException if the contract has no such operation, or it is taken
    void answer(String operationId, Endpoint endpoint);

    /// This operation is let through to Spring once its caller is known and allowed: a WebSocket,
    /// whose handler finds the caller by [Admitted#of].
    default void passOn(String operationId) {
      passOn(operationId, _ -> {});
    }

    /// The same, once this has looked at it as well: what it refuses is answered as by an endpoint.
    void passOn(String operationId, Consumer<Request> look);
  }
}
