package io.oratio.phone.sip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One step of a request's way, by which its response finds back (RFC 3261 §20.42, RFC 3581).
///
/// @param transport as written, in upper case
/// @param host without brackets
/// @param port 0 when none is written
public record Via(String transport, String host, int port, Map<String, String> parameters) {
  /// What a branch begins with that keeps to RFC 3261 (§8.1.1.7).
  public static final String COOKIE = "z9hG4bK";

  /// Reads `SIP/2.0/UDP host:port;branch=...`; empty if it is not that.
  public static Optional<Via> parse(String text) {
    List<String> parts = Parameters.split(text, ';');
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    String[] words = parts.getFirst().split("[ \t]+");
    String[] protocol = words[0].split("/");
    if (words.length != 2
        || protocol.length != 3
        || !protocol[0].equalsIgnoreCase("SIP")
        || !protocol[1].equals("2.0")) {
      return Optional.empty();
    }
    return HostPort.parse(words[1])
        .map(
            place ->
                new Via(
                    protocol[2].toUpperCase(Locale.ROOT),
                    place.host(),
                    place.port(),
                    Parameters.of(parts.subList(1, parts.size()))));
  }

  /// The name of the transaction; empty when there is none.
  public String branch() {
    return parameters.getOrDefault("branch", "");
  }

  /// The same, saying where the request really came from (RFC 3261 §18.2.1, RFC 3581 §4).
  Via receivedFrom(Hop source) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put("received", source.address().getAddress().getHostAddress());
    if (more.containsKey("rport")) {
      more.put("rport", Integer.toString(source.address().getPort()));
    }
    return new Via(transport, host, port, more);
  }

  @Override
  public String toString() {
    return "SIP/2.0/" + transport + " " + new HostPort(host, port) + Parameters.write(parameters);
  }
}
