package io.oratio.runtime.outbound;

import io.oratio.runtime.outbound.OutboundRefused.Reason;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The header lines of a request: what a tenant may set, and what may follow to another origin.
final class Headers {
  private static final int MOST = 64;
  private static final int LONGEST_VALUE = 8_192;
  // RFC 9110 §5.6.2 and §5.5.
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\x80-\\xff\\t]*");

  // They belong to the connection or to the framing of the message.
  private static final Set<String> OURS =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "content-length",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "accept-encoding",
          "via",
          "forwarded",
          "http2-settings",
          "proxy-connection",
          "proxy-authorization",
          "proxy-authenticate");

  // All others may be a secret.
  private static final Set<String> PUBLIC = Set.of("accept", "accept-language", "user-agent");

  private Headers() {}

  static void check(Map<String, String> headers) throws OutboundRefused {
    if (headers.size() > MOST) {
      throw refused("there are more than " + MOST + " of them");
    }
    for (var header : headers.entrySet()) {
      var name = header.getKey();
      if (!TOKEN.matcher(name).matches()) {
        throw refused("a name holds a character that is not allowed");
      }
      if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
        throw refused("'" + name + "' is not for a tool to set");
      }
      if (header.getValue().length() > LONGEST_VALUE) {
        throw refused("'" + name + "' is too long");
      }
      if (!VALUE.matcher(header.getValue()).matches()) {
        throw refused("'" + name + "' holds a line break or another character not allowed");
      }
    }
  }

  /// What may be told to an origin that the sender did not name.
  static Map<String, String> forAnotherOrigin(Map<String, String> headers) {
    return filtered(headers, PUBLIC, true);
  }

  /// What is left of a request whose body a redirect took away.
  static Map<String, String> withoutBody(Map<String, String> headers) {
    return filtered(headers, Set.of("content-type", "content-encoding", "content-language"), false);
  }

  private static Map<String, String> filtered(
      Map<String, String> headers, Set<String> names, boolean kept) {
    var left = new LinkedHashMap<String, String>();
    headers.forEach(
        (name, value) -> {
          if (names.contains(name.toLowerCase(Locale.ROOT)) == kept) {
            left.put(name, value);
          }
        });
    return left;
  }

  private static OutboundRefused refused(String why) {
    return new OutboundRefused(Reason.REQUEST, "The headers cannot be sent: " + why + ".");
  }
}
