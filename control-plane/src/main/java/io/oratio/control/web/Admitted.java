package io.oratio.control.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;

/// A request that the door has let through to Spring: where its WebSocket handler finds who asks.
public final class Admitted {
  /// The servlet request's attribute; also one of the WebSocket session's.
  public static final String ATTRIBUTE = Admitted.class.getName();

  private Admitted() {}

  /// Carries the request over into the WebSocket session. Register it with the handler, and allow
  /// all origins there: the door has judged the origin, and a widget's may be any.
  public static HandshakeInterceptor handshake() {
    return new HandshakeInterceptor() {
      @Override
      public boolean beforeHandshake(
          ServerHttpRequest request,
          ServerHttpResponse response,
          WebSocketHandler handler,
          Map<String, Object> attributes) {
        if (request instanceof ServletServerHttpRequest servlet) {
          attributes.put(ATTRIBUTE, of(servlet.getServletRequest()));
        }
        return true;
      }

      @Override
      public void afterHandshake(
          ServerHttpRequest request,
          ServerHttpResponse response,
          WebSocketHandler handler,
          @Nullable Exception failed) {}
    };
  }

  /// The request behind a WebSocket session whose handler has [#handshake()].
  ///
  /// @throws IllegalStateException if it has not
  public static Request of(WebSocketSession session) {
    if (session.getAttributes().get(ATTRIBUTE) instanceof Request admitted) {
      return admitted;
    }
    throw new IllegalStateException("the session did not come through the door");
  }

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
