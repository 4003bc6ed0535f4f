package io.oratio.gateway.sdp;

/// One `a=` line (RFC 8866 §5.13).
///
/// @param value what follows the colon; empty for a property attribute such as `sendrecv`
public record Attribute(String name, String value) {
  static Attribute parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Attribute(text.strip(), "")
        : new Attribute(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }
}
