package io.oratio.gateway.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes our descriptions: CRLF at each line's end, one `c=` for the session.
final class SdpWriter {
  private static final String END = "\r\n";
  private static final Map<String, Integer> STATIC_NUMBERS =
      Map.of("PCMU", 0, "PCMA", 8, "G722", 9);
  private static final int TELEPHONE_EVENT_NUMBER = 101;
  private static final int FIRST_DYNAMIC_NUMBER = 96;

  private SdpWriter() {}

  /// The answer: as many streams as the offer has, in its order, all but ours refused with port 0
  /// (RFC 3264 §6).
  static String answer(
      SessionDescription offer,
      int ours,
      LocalMedia local,
      Terms terms,
      List<RtpFormat> formats,
      long sessionId,
      long version) {
    StringBuilder sdp = head(local, offer.timing(), sessionId, version);
    for (int index = 0; index < offer.media().size(); index++) {
      MediaDescription stream = offer.media().get(index);
      if (index == ours) {
        audio(sdp, stream.protocol(), local, formats, terms.ptimeMs(), terms.direction());
        if (terms.rtcpMux()) {
          sdp.append("a=rtcp-mux").append(END);
        }
      } else {
        refused(sdp, stream);
      }
    }
    return sdp.toString();
  }

  static String offer(
      LocalMedia local, List<String> codecs, Direction direction, long sessionId, long version) {
    List<RtpFormat> formats = new ArrayList<>();
    int dynamic = FIRST_DYNAMIC_NUMBER;
    for (String codec : codecs) {
      String name = codec.toUpperCase(Locale.ROOT);
      Integer number = STATIC_NUMBERS.get(name);
      formats.add(
          new RtpFormat(number == null ? dynamic++ : number, name, RtpFormat.clockHzOf(name)));
    }
    formats.add(
        new RtpFormat(
            TELEPHONE_EVENT_NUMBER, RtpFormat.TELEPHONE_EVENT, formats.getFirst().clockHz()));
    StringBuilder sdp = head(local, "0 0", sessionId, version);
    audio(sdp, "RTP/AVP", local, formats, local.ptimeMs(), direction);
    return sdp.toString();
  }

  private static StringBuilder head(LocalMedia local, String timing, long sessionId, long version) {
    String address = typed(local.address());
    return new StringBuilder(400)
        .append("v=0")
        .append(END)
        .append("o=- ")
        .append(sessionId)
        .append(' ')
        .append(version)
        .append(' ')
        .append(address)
        .append(END)
        .append("s=-")
        .append(END)
        .append("c=")
        .append(address)
        .append(END)
        .append("t=")
        .append(timing)
        .append(END);
  }

  private static void audio(
      StringBuilder sdp,
      String protocol,
      LocalMedia local,
      List<RtpFormat> formats,
      int ptimeMs,
      Direction direction) {
    sdp.append("m=audio ").append(local.rtpPort()).append(' ').append(protocol);
    formats.forEach(format -> sdp.append(' ').append(format.payloadType()));
    sdp.append(END);
    for (RtpFormat format : formats) {
      sdp.append("a=rtpmap:").append(format.payloadType()).append(' ').append(written(format));
      sdp.append(END);
      if (format.isTelephoneEvent()) {
        sdp.append("a=fmtp:").append(format.payloadType()).append(" 0-15").append(END);
      }
    }
    if (local.rtcpPort() != local.rtpPort() + 1) {
      sdp.append("a=rtcp:").append(local.rtcpPort()).append(END);
    }
    sdp.append("a=ptime:").append(ptimeMs).append(END);
    sdp.append("a=").append(direction.attribute()).append(END);
  }

  private static String written(RtpFormat format) {
    if (format.isTelephoneEvent()) {
      return "telephone-event/" + format.clockHz();
    }
    return format.name().equals("OPUS") ? "opus/48000/2" : format.name() + "/" + format.clockHz();
  }

  private static void refused(StringBuilder sdp, MediaDescription stream) {
    sdp.append("m=").append(stream.kind()).append(" 0 ").append(stream.protocol());
    sdp.append(' ').append(String.join(" ", stream.formats())).append(END);
  }

  private static String typed(InetAddress address) {
    String literal = address.getHostAddress();
    int zone = literal.indexOf('%');
    return address instanceof Inet6Address
        ? "IN IP6 " + (zone < 0 ? literal : literal.substring(0, zone))
        : "IN IP4 " + literal;
  }
}
