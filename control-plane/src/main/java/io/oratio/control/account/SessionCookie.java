package io.oratio.control.account;

import io.oratio.control.trust.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a browser holds: the id of its login and a secret. The prefix `__Host-` makes the browser
/// keep it to this host and to TLS (RFC 6265bis §4.1.3.2).
///
/// @param secret not printed
record SessionCookie(String loginId, String secret) {
  static final String NAME = "__Host-oratio-session";

  private static final String ATTRIBUTES = "; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=";
  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z0-9_-]{1,64})\\.([0-9A-Za-z]{16,64})");

  static Optional<SessionCookie> parse(String value) {
    Matcher parts = SHAPE.matcher(value);
    return parts.matches()
        ? Optional.of(new SessionCookie(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /// The `Set-Cookie` that a browser keeps for so long.
  String header(Duration life) {
    return NAME + "=" + loginId + "." + secret + ATTRIBUTES + life.toSeconds();
  }

  /// The `Set-Cookie` that takes it away.
  static String gone() {
    return NAME + "=" + ATTRIBUTES + "0";
  }

  /// What a write has to bring beside the cookie. Only who has the cookie's secret can make it, and
  /// a page cannot read the cookie; it can ask us.
  String csrfToken() {
    return Secrets.hmac(secret.getBytes(StandardCharsets.US_ASCII), "csrf " + loginId);
  }

  @Override
  public String toString() {
    return "SessionCookie[" + loginId + "]";
  }
}
