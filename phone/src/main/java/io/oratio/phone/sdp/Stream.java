package io.oratio.phone.sdp;

import java.util.List;
import java.util.Map;

/// One `m=` section (RFC 8866 §5.14), as far as a phone needs it.
///
/// @param kind `audio`, `video`, …
/// @param port 0 when the stream is refused
/// @param protocol `RTP/AVP` and its like
/// @param formats as written, in order of preference
/// @param names payload type → `NAME/rate`, from `a=rtpmap` or the static table (RFC 3551 §6)
/// @param host the address of the stream, or the session's
/// @param rtcpPort from `a=rtcp` (RFC 3605), else the port after
/// @param ptimeMs milliseconds of sound a packet; 20 when not said
public record Stream(
    String kind,
    int port,
    String protocol,
    List<String> formats,
    Map<Integer, String> names,
    String host,
    int rtcpPort,
    int ptimeMs,
    Direction direction) {
  public Stream {
    formats = List.copyOf(formats);
    names = Map.copyOf(names);
  }

  /// Whether it can carry our sound at all.
  public boolean isUsableAudio() {
    return kind.equals("audio") && protocol.equals("RTP/AVP") && port > 0;
  }
}
