package io.oratio.control.web.door;

import io.oratio.control.web.contract.Access;
import io.oratio.control.web.contract.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which pages may read our answers (the Fetch standard's CORS protocol). Pages on the list may ask
/// with cookies. What a website's widget uses may be read from any page, without cookies: its token
/// is bound to the page's origin, and whoever knows the token checks that.
final class Cors {
  private static final String HEADERS =
      "Authorization, Content-Type, X-API-Key, X-CSRF-Token, X-Request-Id, If-Match,"
          + " Idempotency-Key, Last-Event-ID, Range";
  private static final String EXPOSED =
      "X-Request-Id, ETag, Location, RateLimit, RateLimit-Policy, Retry-After,"
          + " Idempotent-Replayed, Content-Range, Accept-Ranges";

  private final List<String> origins;

  Cors(List<String> origins) {
    this.origins = origins;
  }

  /// Whether the page that asks is one of ours or on the list. A program names no page.
  boolean isOurs(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin == null || origin.equals(own(request)) || origins.contains(origin);
  }

  /// Says whether the page that asks may read the answer.
  ///
  /// @param operations what may be asked for at this path
  void write(
      HttpServletRequest request,
      HttpServletResponse response,
      Supplier<List<Operation>> operations) {
    response.addHeader("Vary", "Origin");
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return;
    }
    boolean isListed = origins.contains(origin);
    if (isListed || operations.get().stream().anyMatch(Cors::isForWidgets)) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", EXPOSED);
      if (isListed) {
        response.setHeader("Access-Control-Allow-Credentials", "true");
      }
    }
  }

  /// Answers the question that a browser asks before the request itself.
  void preflight(HttpServletResponse response, Set<String> methods, @Nullable String asked) {
    if (asked != null && response.getHeader("Access-Control-Allow-Origin") != null) {
      response.setHeader("Access-Control-Allow-Methods", String.join(", ", methods));
      response.setHeader("Access-Control-Allow-Headers", HEADERS);
      response.setHeader("Access-Control-Max-Age", "600");
    }
  }

  private static boolean isForWidgets(Operation operation) {
    return switch (operation.rules().access()) {
      case Access.Open _ -> operation.operationId().equals("mintWidgetToken");
      case Access.Restricted access -> access.isForWidgets();
    };
  }

  private static String own(HttpServletRequest request) {
    String host = request.getHeader("Host");
    return request.getScheme() + "://" + (host == null ? "" : host);
  }
}
