package io.oratio.media.path;

import io.oratio.media.codec.Codec;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.OptionalInt;

/// What two peers have agreed on for one RTP stream (RFC 3264), from our point of view.
///
/// @param remoteRtp where we send to at first; an unspecified address or port 0 means that the peer
///   holds the call, and nothing is sent
/// @param remoteRtcp where reports go; the same as `remoteRtp` where RTP and RTCP share a port (RFC
///   5761)
/// @param sendCodec how we encode
/// @param sendPayloadType the number the peer expects for it
/// @param receive codecs by the payload type that we offered or answered; all at the rate of
///   `sendCodec`
/// @param telephoneEventPayloadType under which the peer sends keys to us (RFC 4733)
/// @param sendTelephoneEventPayloadType under which we send keys to the peer
/// @param ptimeMs sound in each packet we send: 10, 20, 30, 40, 50 or 60
/// @param direction which way sound goes
/// @param mediaFromAnywhere whether the peer's packets may come from another IP address than the
///   signalled one
public record RtpTerms(
    InetSocketAddress remoteRtp,
    InetSocketAddress remoteRtcp,
    Codec sendCodec,
    int sendPayloadType,
    Map<Integer, Codec> receive,
    OptionalInt telephoneEventPayloadType,
    OptionalInt sendTelephoneEventPayloadType,
    int ptimeMs,
    Direction direction,
    boolean mediaFromAnywhere) {

  private static final int PAYLOAD_TYPE_MAX = 127;

  public RtpTerms {
    if (remoteRtp.isUnresolved() || remoteRtcp.isUnresolved()) {
      throw new IllegalArgumentException("the peer's address must be an IP address");
    }
    if (ptimeMs < 10 || ptimeMs > 60 || ptimeMs % 10 != 0) {
      throw new IllegalArgumentException("packets of " + ptimeMs + " ms cannot be sent");
    }
    requirePayloadType(sendPayloadType);
    telephoneEventPayloadType.ifPresent(RtpTerms::requirePayloadType);
    sendTelephoneEventPayloadType.ifPresent(RtpTerms::requirePayloadType);
    receive = Map.copyOf(receive);
    for (Map.Entry<Integer, Codec> entry : receive.entrySet()) {
      requirePayloadType(entry.getKey());
      if (entry.getValue().rateHz() != sendCodec.rateHz()) {
        throw new IllegalArgumentException(
            "one leg has one rate: "
                + entry.getValue().rtpName()
                + " does not go with "
                + sendCodec.rtpName());
      }
    }
  }

  /// Whether the peer has put us on hold by naming no address (RFC 3264 §8.4).
  public boolean isHeldByAddress() {
    return remoteRtp.getPort() == 0 || remoteRtp.getAddress().isAnyLocalAddress();
  }

  /// Whether RTP and RTCP share one port.
  public boolean isRtcpMuxed() {
    return remoteRtcp.equals(remoteRtp);
  }

  /// Whether we may send.
  public boolean sends() {
    return direction.sends() && !isHeldByAddress();
  }

  /// Whether we may expect to hear something.
  public boolean receives() {
    return direction.receives() && !isHeldByAddress();
  }

  /// The same with another direction.
  public RtpTerms withDirection(Direction other) {
    return new RtpTerms(
        remoteRtp,
        remoteRtcp,
        sendCodec,
        sendPayloadType,
        receive,
        telephoneEventPayloadType,
        sendTelephoneEventPayloadType,
        ptimeMs,
        other,
        mediaFromAnywhere);
  }

  /// The same towards another address.
  public RtpTerms withRemote(InetSocketAddress rtp, InetSocketAddress rtcp) {
    return new RtpTerms(
        rtp,
        rtcp,
        sendCodec,
        sendPayloadType,
        receive,
        telephoneEventPayloadType,
        sendTelephoneEventPayloadType,
        ptimeMs,
        direction,
        mediaFromAnywhere);
  }

  private static void requirePayloadType(int payloadType) {
    if (payloadType < 0 || payloadType > PAYLOAD_TYPE_MAX) {
      throw new IllegalArgumentException("a payload type has seven bits: not " + payloadType);
    }
  }
}
