package io.oratio.control.web.door;

import io.oratio.control.web.Credentials;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Collects what a request shows to prove who sends it.
final class CredentialsReader {
  private static final int LONGEST = 8192;
  private static final String SCHEME = "Bearer ";
  private static final String PROTOCOL = "bearer.";

  private CredentialsReader() {}

  static Credentials of(HttpServletRequest request) {
    Optional<String> header = Optional.ofNullable(request.getHeader("Authorization"));
    // A browser's WebSocket can send neither header nor anything else but its protocols.
    Optional<String> bearer =
        header.isPresent()
            ? header
                .filter(it -> it.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(it -> it.substring(SCHEME.length()).strip())
            : protocol(request);
    Map<String, String> cookies = new HashMap<>();
    Cookie[] sent = request.getCookies();
    if (sent != null) {
      for (Cookie cookie : sent) {
        cookies.putIfAbsent(cookie.getName(), cookie.getValue());
      }
    }
    return new Credentials(
        bearer.filter(it -> it.length() <= LONGEST),
        Optional.ofNullable(request.getHeader("X-API-Key")).filter(it -> it.length() <= LONGEST),
        cookies,
        Optional.ofNullable(request.getHeader("Origin")),
        request.getRemoteAddr());
  }

  private static Optional<String> protocol(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Sec-WebSocket-Protocol")).stream()
        .flatMap(it -> Arrays.stream(it.split(",")))
        .map(String::strip)
        .filter(it -> it.startsWith(PROTOCOL))
        .map(it -> it.substring(PROTOCOL.length()))
        .findFirst();
  }
}
