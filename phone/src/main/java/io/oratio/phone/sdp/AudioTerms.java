package io.oratio.phone.sdp;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.OptionalInt;

/// What was agreed for our sound, from our point of view.
///
/// @param remoteRtp where our packets go; port 0 or the address 0.0.0.0 means that nothing is sent
/// @param codec the name of what we send, `PCMU` or `PCMA`
/// @param receive payload type → name of what may come
/// @param sendEvents the payload type of keys we send (RFC 4733); empty when the other side has
///   none
/// @param receiveEvents the payload type of keys that come
public record AudioTerms(
    InetSocketAddress remoteRtp,
    InetSocketAddress remoteRtcp,
    String codec,
    int sendPayloadType,
    Map<Integer, String> receive,
    OptionalInt sendEvents,
    OptionalInt receiveEvents,
    int ptimeMs,
    Direction direction) {
  public AudioTerms {
    receive = Map.copyOf(receive);
  }
}
