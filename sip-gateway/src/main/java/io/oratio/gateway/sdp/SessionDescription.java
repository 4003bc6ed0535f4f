package io.oratio.gateway.sdp;

import java.util.List;
import java.util.Optional;

/// A session description as far as a telephone call needs it (RFC 8866).
///
/// @param originSessionId `sess-id` of `o=`, digits as written
/// @param originVersion `sess-version` of `o=`, digits as written
/// @param connection the address of the session's `c=` line, for streams without their own
/// @param timing the first `t=` line as written, `0 0` when it is missing; an answer repeats it
/// @param attributes those before the first `m=`
public record SessionDescription(
    String originSessionId,
    String originVersion,
    Optional<String> connection,
    String timing,
    List<Attribute> attributes,
    List<MediaDescription> media) {
  public SessionDescription {
    attributes = List.copyOf(attributes);
    media = List.copyOf(media);
  }

  /// Reads a description within limits: 64 KiB, 200 lines a section, 32 streams, 64 formats a
  /// stream. Never throws on foreign text. Line ends may be CRLF, LF or CR.
  public static SdpReading parse(String text) {
    return new SdpReader(text).read();
  }

  /// The direction of a stream: its own, else the session's, else `sendrecv` (RFC 3264 §5.1).
  public Direction directionOf(MediaDescription stream) {
    return stream
        .direction()
        .or(
            () ->
                attributes.stream()
                    .flatMap(attribute -> Direction.ofAttribute(attribute.name()).stream())
                    .findFirst())
        .orElse(Direction.SENDRECV);
  }

  /// The address a stream is received at: its own `c=`, else the session's.
  public Optional<String> connectionOf(MediaDescription stream) {
    return stream.connection().or(this::connection);
  }
}
