package io.oratio.control.web.door;

import jakarta.servlet.http.HttpServletResponse;

/// What a browser is told about every answer of the API: it is nothing to be shown, framed, guessed
/// at or kept.
final class SecurityHeaders {
  private SecurityHeaders() {}

  static void write(HttpServletResponse response, boolean isSecure) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.setHeader(
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
    response.setHeader("Cache-Control", "no-store");
    if (isSecure) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
  }
}
