package io.oratio.phone.sdp;

import java.util.List;

/// A session description (RFC 8866), as far as a phone needs it.
///
/// @param sessionId of the `o=` line
/// @param version of the `o=` line: grows with each change (RFC 3264 §8)
public record SessionDescription(String sessionId, long version, List<Stream> streams) {
  public SessionDescription {
    streams = List.copyOf(streams);
  }
}
