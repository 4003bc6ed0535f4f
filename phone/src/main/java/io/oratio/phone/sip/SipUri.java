package io.oratio.phone.sip;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A SIP URI (RFC 3261 §19.1), as far as a phone needs it: `sip:user@host:port;transport=tcp`.
///
/// @param user empty when there is none; escapes are kept
/// @param host a name or a literal address; an IPv6 literal without its brackets
/// @param port 0 when none is written
/// @param parameters names in lower case
public record SipUri(String user, String host, int port, Map<String, String> parameters) {
  /// The port of SIP where a URI names none (RFC 3261 §19.1.2).
  public static final int DEFAULT_PORT = 5060;

  private static final int LONGEST = 1024;

  public SipUri {
    parameters = Map.copyOf(parameters);
  }

  /// Reads a `sip:` URI; empty if it is not one. A `?header` tail is left out.
  public static Optional<SipUri> parse(String text) {
    if (text.length() > LONGEST || !text.toLowerCase(Locale.ROOT).startsWith("sip:")) {
      return Optional.empty();
    }
    if (text.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>' || c == '"' || c == 127)) {
      return Optional.empty();
    }
    String rest = text.substring(4);
    int at = rest.lastIndexOf('@');
    String user = at < 0 ? "" : rest.substring(0, at);
    String tail = rest.substring(at + 1);
    int query = tail.indexOf('?');
    if (query >= 0) {
      tail = tail.substring(0, query);
    }
    int semicolon = tail.indexOf(';');
    String hostPort = semicolon < 0 ? tail : tail.substring(0, semicolon);
    List<String> parts =
        semicolon < 0 ? List.of() : Parameters.split(tail.substring(semicolon + 1), ';');
    return HostPort.parse(hostPort)
        .map(place -> new SipUri(user, place.host(), place.port(), Parameters.of(parts)));
  }

  /// The port to send to.
  public int portOrDefault() {
    return port == 0 ? DEFAULT_PORT : port;
  }

  /// What carries it: the `transport` parameter, else UDP (RFC 3263 §4.1).
  public Transport transport() {
    return "tcp".equalsIgnoreCase(parameters.get("transport")) ? Transport.TCP : Transport.UDP;
  }

  @Override
  public String toString() {
    return "sip:"
        + (user.isEmpty() ? "" : user + "@")
        + new HostPort(host, port)
        + Parameters.write(parameters);
  }
}
