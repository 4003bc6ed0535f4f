package io.oratio.gateway.sdp;

import java.util.List;
import java.util.Optional;

/// One `m=` line and what belongs to it (RFC 8866 §5.14).
///
/// @param kind `audio`, `video`, or whatever stood there
/// @param port 0 to 65535; 0 means the stream is refused or switched off (RFC 3264 §6, §8.2)
/// @param protocol as written, for example `RTP/AVP`
/// @param formats payload types for RTP, as written
/// @param connection the address of its own `c=` line
public record MediaDescription(
    String kind,
    int port,
    String protocol,
    List<String> formats,
    Optional<String> connection,
    List<Attribute> attributes) {
  public MediaDescription {
    formats = List.copyOf(formats);
    attributes = List.copyOf(attributes);
  }

  /// The first attribute of that name.
  public Optional<String> attribute(String name) {
    return attributes.stream()
        .filter(attribute -> attribute.name().equals(name))
        .map(Attribute::value)
        .findFirst();
  }

  /// The direction said for this stream, if one is.
  public Optional<Direction> direction() {
    return attributes.stream()
        .flatMap(attribute -> Direction.ofAttribute(attribute.name()).stream())
        .findFirst();
  }
}
