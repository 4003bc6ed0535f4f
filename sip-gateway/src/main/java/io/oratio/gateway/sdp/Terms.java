package io.oratio.gateway.sdp;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.OptionalInt;

/// What both sides agreed on for the one audio stream.
///
/// @param rtp where we send RTP; the wildcard address while the other side holds in the old way
/// @param rtcp where we send RTCP; equal to `rtp` when both share a port
/// @param sendCodec the IANA name of the codec we send
/// @param sendPayloadType its number as the other side wants it
/// @param receive which codec each number we may receive stands for, without telephone-event
/// @param telephoneEventReceive the number key presses arrive under (RFC 4733)
/// @param telephoneEventSend the number we send key presses under
/// @param ptimeMs how much audio a packet we send holds, 10 to 60 ms
/// @param direction ours: `RECVONLY` means that we only receive
/// @param rtcpMux whether RTP and RTCP share a port (RFC 5761)
public record Terms(
    InetSocketAddress rtp,
    InetSocketAddress rtcp,
    String sendCodec,
    int sendPayloadType,
    Map<Integer, String> receive,
    OptionalInt telephoneEventReceive,
    OptionalInt telephoneEventSend,
    int ptimeMs,
    Direction direction,
    boolean rtcpMux) {
  public Terms {
    receive = Map.copyOf(receive);
  }
}
