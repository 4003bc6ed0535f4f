package io.oratio.control.web;

/// Does what one operation is for. Called on a virtual thread of the request's own, so it may
/// block.
@FunctionalInterface
public interface Endpoint {
  /// @throws Refusal if it cannot be done; anything else that is thrown becomes a 500
  Answer answer(Request request);
}
