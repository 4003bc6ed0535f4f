package io.oratio.control.web;

import jakarta.servlet.http.HttpServletRequest;

/// A request that the door has let through to Spring: where its WebSocket handler finds who asks.
public final class Admitted {
  /// The servlet request's attribute; also one of the WebSocket session's.
  public static final String ATTRIBUTE = Admitted.class.getName();

  private Admitted() {}

  /// The request behind a servlet request.
  ///
  /// @throws IllegalStateException if it did not come through the door
  public static Request of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Request admitted) {
      return admitted;
    }
    throw new IllegalStateException("the request did not come through the door");
  }
}
