package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Finds the session description in a message's body. Any thread.
final class Bodies {
  private static final int PARTS_MAX = 16;

  private Bodies() {}

  /// What a body is to us.
  sealed interface Body {
    record None() implements Body {}

    record Sdp(String text) implements Body {}

    /// Something else that must be understood (RFC 3261 §8.2.3: 415).
    record Unknown() implements Body {}
  }

  static Body of(SIPMessage message) {
    byte[] raw = message.getRawContent();
    if (raw == null || raw.length == 0) {
      return new Body.None();
    }
    String encoding = header(message, "Content-Encoding");
    if (!encoding.isEmpty() && !encoding.equals("identity")) {
      return new Body.Unknown();
    }
    String type = header(message, "Content-Type");
    String text = new String(raw, StandardCharsets.UTF_8);
    if (type.startsWith("application/sdp")) {
      return new Body.Sdp(text);
    }
    if (type.startsWith("multipart/")) {
      return part(type, text).<Body>map(Body.Sdp::new).orElse(new Body.Unknown());
    }
    boolean isOptional =
        header(message, "Content-Disposition").replaceAll("\\s", "").contains("handling=optional");
    return isOptional ? new Body.None() : new Body.Unknown();
  }

  /// The type of a body in lower case without its parameters; empty without a body.
  static String type(SIPMessage message) {
    String type = header(message, "Content-Type");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip();
  }

  /// The body as text; empty without one.
  static String text(SIPMessage message) {
    byte[] raw = message.getRawContent();
    return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
  }

  /// The description among the parts of a multipart body (RFC 5621 §3, RFC 2046 §5.1).
  private static Optional<String> part(String type, String text) {
    int at = type.indexOf("boundary=");
    if (at < 0) {
      return Optional.empty();
    }
    // Boundaries keep their case in the body; it is taken from there, by its place.
    String wanted = type.substring(at + 9).replaceAll("[\";].*$|^\"", "");
    String boundary = type.substring(at + 9).startsWith("\"") ? quoted(type, at + 10) : wanted;
    String lower = text.toLowerCase(Locale.ROOT);
    int from = lower.indexOf("--" + boundary);
    for (int parts = 0; from >= 0 && parts < PARTS_MAX; parts++) {
      int next = lower.indexOf("--" + boundary, from + boundary.length() + 2);
      String part = text.substring(from, next < 0 ? text.length() : next);
      int blank = part.indexOf("\r\n\r\n");
      if (blank > 0
          && part.substring(0, blank).toLowerCase(Locale.ROOT).contains("application/sdp")) {
        return Optional.of(part.substring(blank + 4));
      }
      from = next;
    }
    return Optional.empty();
  }

  private static String quoted(String type, int from) {
    int end = type.indexOf('"', from);
    return end < 0 ? type.substring(from) : type.substring(from, end);
  }

  private static String header(SIPMessage message, String name) {
    var header = message.getHeader(name);
    return header == null ? "" : Leg.value(header.toString()).toLowerCase(Locale.ROOT);
  }
}
