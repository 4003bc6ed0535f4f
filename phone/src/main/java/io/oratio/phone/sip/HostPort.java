package io.oratio.phone.sip;

import java.util.Optional;

/// `host[:port]` as URIs and Via write it (RFC 3261 §25.1); an IPv6 literal stands in brackets.
///
/// @param host without brackets
/// @param port 0 when none is written
record HostPort(String host, int port) {
  static Optional<HostPort> parse(String text) {
    String host;
    String portText;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0) {
        return Optional.empty();
      }
      host = text.substring(1, end);
      portText = text.substring(end + 1);
    } else {
      int colon = text.indexOf(':');
      host = colon < 0 ? text : text.substring(0, colon);
      portText = colon < 0 ? "" : text.substring(colon);
    }
    if (host.isEmpty() || !host.chars().allMatch(HostPort::mayStandInHost)) {
      return Optional.empty();
    }
    if (portText.isEmpty()) {
      return Optional.of(new HostPort(host, 0));
    }
    int port = portText.startsWith(":") ? Parameters.number(portText.substring(1), -1) : -1;
    return port < 1 || port > 65535 ? Optional.empty() : Optional.of(new HostPort(host, port));
  }

  private static boolean mayStandInHost(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '.'
        || c == '-'
        || c == '_'
        || c == ':'
        || c == '%';
  }

  @Override
  public String toString() {
    String written = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == 0 ? written : written + ":" + port;
  }
}
