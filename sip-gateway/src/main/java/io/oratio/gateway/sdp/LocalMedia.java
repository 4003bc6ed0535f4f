package io.oratio.gateway.sdp;

import java.net.InetAddress;

/// Where we receive, to be told to the other side.
///
/// @param address the address the other side reaches us at
/// @param rtpPort 1 to 65535
/// @param rtcpPort said in `a=rtcp` when it is not the RTP port plus one (RFC 3605)
/// @param ptimeMs how much audio we like in a packet when the other side says nothing
/// @param rtcpMux whether RTP and RTCP may share the RTP port when it is offered (RFC 5761)
public record LocalMedia(
    InetAddress address, int rtpPort, int rtcpPort, int ptimeMs, boolean rtcpMux) {
  public LocalMedia {
    if (rtpPort < 1 || rtpPort > 65535 || rtcpPort < 1 || rtcpPort > 65535) {
      throw new IllegalArgumentException("a media port is 1 to 65535");
    }
    if (ptimeMs < 10 || ptimeMs > 60) {
      throw new IllegalArgumentException("a packet holds 10 to 60 ms of audio");
    }
  }

  /// RTP at `rtpPort`, RTCP one above, packets of 20 ms, no sharing of ports.
  public static LocalMedia at(InetAddress address, int rtpPort) {
    return new LocalMedia(address, rtpPort, rtpPort + 1, 20, false);
  }
}
