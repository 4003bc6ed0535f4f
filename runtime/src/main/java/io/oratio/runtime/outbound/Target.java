package io.oratio.runtime.outbound;

import io.oratio.runtime.outbound.OutboundRefused.Reason;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address to be fetched, taken apart by one strict reading, so that nothing after it can read
/// it otherwise (RFC 3986; stricter than that in the host).
///
/// @param uri the whole address in ASCII, without fragment and user
/// @param host a name in ASCII and lower case, or a literal without brackets
/// @param literal the address itself when the host is a literal
record Target(URI uri, String scheme, String host, Optional<InetAddress> literal, int port) {
  private static final int LONGEST = 8_192;
  private static final Pattern SHAPE =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^/?#]*)([^#]*)(?:#.*)?", Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[^\\]]*\\]|[^:\\[\\]]*)(?::(\\d{0,5}))?");
  private static final Pattern PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
  private static final String ENCODED = "\"<>^`{|}[] ";

  static Target parse(String address) throws OutboundRefused {
    if (address.length() > LONGEST) {
      throw malformed("it is longer than " + LONGEST + " characters");
    }
    if (address.chars().anyMatch(it -> it < 0x20 || it == 0x7f || it == '\\')) {
      throw malformed("it holds a control character or a backslash");
    }
    var parts = SHAPE.matcher(address.strip());
    if (!parts.matches()) {
      throw malformed("it has to begin with https://");
    }
    var scheme = parts.group(1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new OutboundRefused(Reason.SCHEME, "Only https addresses can be fetched.");
    }
    return of(scheme, parts.group(2), parts.group(3));
  }

  private static Target of(String scheme, String authority, String rest) throws OutboundRefused {
    if (authority.contains("@")) {
      throw malformed("it must not hold a user name or a password");
    }
    var parts = AUTHORITY.matcher(authority);
    if (!parts.matches() || parts.group(1).isEmpty()) {
      throw malformed("its host cannot be read");
    }
    int usual = scheme.equals("https") ? 443 : 80;
    var digits = parts.group(2);
    int port = digits == null || digits.isEmpty() ? usual : Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw malformed("it has no such port");
    }
    var written = parts.group(1);
    Optional<InetAddress> literal;
    String host;
    if (written.startsWith("[")) {
      host = written.substring(1, written.length() - 1).toLowerCase(Locale.ROOT);
      literal = host.contains(":") ? Literals.parse(host) : Optional.empty();
      if (literal.isEmpty()) {
        throw malformed("what stands in brackets is not an IPv6 address");
      }
    } else {
      host = name(written);
      literal = Literals.parse(host);
      if (literal.isEmpty() && Literals.endsInNumber(host)) {
        throw malformed("its host is neither a name nor a plainly written address");
      }
    }
    var shown = written.startsWith("[") ? "[" + host + "]" : host;
    var path = encoded(rest.startsWith("/") ? rest : "/" + rest);
    var uri = scheme + "://" + shown + (port == usual ? "" : ":" + port) + path;
    try {
      return new Target(URI.create(uri), scheme, host, literal, port);
    } catch (IllegalArgumentException _) {
      throw malformed("it is not a valid address");
    }
  }

  private static String name(String written) throws OutboundRefused {
    try {
      return Hosts.name(written);
    } catch (IllegalArgumentException _) {
      boolean trailingDot = written.endsWith(".") || ascii(written).endsWith(".");
      throw malformed(trailingDot ? "its host ends in a dot" : "its host is not a name");
    }
  }

  private static String ascii(String written) {
    try {
      return IDN.toASCII(written);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  // What people paste: spaces and other alphabets are sent percent-encoded (RFC 3986 §2.1).
  private static String encoded(String rest) {
    var text = new StringBuilder(rest.length() + 16);
    var hex = HexFormat.of().withUpperCase();
    PERCENT
        .matcher(rest)
        .replaceAll("%25")
        .codePoints()
        .forEach(
            it -> {
              if (it < 0x80 && ENCODED.indexOf(it) < 0) {
                text.append((char) it);
                return;
              }
              for (byte b : Character.toString(it).getBytes(StandardCharsets.UTF_8)) {
                text.append('%').append(hex.toHexDigits(b));
              }
            });
    return text.toString();
  }

  private static OutboundRefused malformed(String why) {
    return new OutboundRefused(Reason.ADDRESS, "The address cannot be used: " + why + ".");
  }

  boolean isTls() {
    return scheme.equals("https");
  }

  /// Whether both have one scheme, host and port (RFC 6454 §5).
  boolean isSameOrigin(Target other) {
    return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
  }

  /// Where a `Location` leads (RFC 9110 §10.2.2), read as strictly as the first address.
  Target resolved(String location) throws OutboundRefused {
    var to = location.strip();
    if (SHAPE.matcher(to).matches()) {
      return parse(to);
    }
    if (to.startsWith("//")) {
      return parse(scheme + ":" + to);
    }
    if (to.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
      throw new OutboundRefused(Reason.SCHEME, "Only https addresses can be fetched.");
    }
    if (to.chars().anyMatch(it -> it < 0x20 || it == 0x7f || it == '\\')) {
      throw malformed("it holds a control character or a backslash");
    }
    int fragment = to.indexOf('#');
    try {
      var reference = encoded(fragment < 0 ? to : to.substring(0, fragment));
      if (reference.isEmpty() || reference.startsWith("?")) {
        // java.net.URI would drop the last segment of the path here (RFC 3986 §5.2.2).
        var base = uri.toString();
        int query = base.indexOf('?');
        return parse(
            reference.isEmpty() ? base : (query < 0 ? base : base.substring(0, query)) + reference);
      }
      return parse(uri.resolve(URI.create(reference)).toString());
    } catch (IllegalArgumentException _) {
      throw malformed("it is not a valid address");
    }
  }
}
