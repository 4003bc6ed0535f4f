package io.oratio.gateway.sdp;

import io.oratio.gateway.sdp.Agreement.Agreed;
import io.oratio.gateway.sdp.Agreement.NotAcceptable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The offer/answer rules for one audio stream (RFC 3264): which stream, which codecs, whose
/// payload types, which direction, where to. Pure functions, any thread.
public final class Negotiation {
  private Negotiation() {}

  /// Answers an offer.
  ///
  /// @param codecs ours in the order we prefer, IANA names; the first one they have too is sent
  /// @param sessionId `sess-id` of our `o=`, the same for the whole dialog
  /// @param version `sess-version` of our `o=`; it must grow by one when the answer differs from
  ///   the last (RFC 3264 §8), which [OfferAnswer] takes care of
  public static Agreement answer(
      SessionDescription offer,
      LocalMedia local,
      List<String> codecs,
      long sessionId,
      long version) {
    NotAcceptable refusal = new NotAcceptable("the offer has no audio stream");
    for (int index = 0; index < offer.media().size(); index++) {
      switch (meet(offer, offer.media().get(index), local, codecs)) {
        case Met(Terms terms, List<RtpFormat> formats) -> {
          return new Agreed(
              SdpWriter.answer(offer, index, local, terms, formats, sessionId, version), terms);
        }
        case Missed(String why) -> refusal = why.isEmpty() ? refusal : new NotAcceptable(why);
      }
    }
    return refusal;
  }

  /// Answers an offer that is still text; what cannot be read is not acceptable.
  public static Agreement answer(
      String offer, LocalMedia local, List<String> codecs, long sessionId, long version) {
    return switch (SessionDescription.parse(offer)) {
      case SdpReading.Read(SessionDescription description) ->
          answer(description, local, codecs, sessionId, version);
      case SdpReading.SdpRefused(String reason) -> new NotAcceptable(reason);
    };
  }

  /// Our own offer, for an INVITE that came without one (RFC 3261 §13.2.1) or that we send: PCMU
  /// and PCMA by their static numbers, key presses under 101.
  public static String offer(
      LocalMedia local, List<String> codecs, Direction direction, long sessionId, long version) {
    return SdpWriter.offer(local, codecs, direction, sessionId, version);
  }

  /// Reads the answer to our offer.
  ///
  /// @param sent the offer as we sent it
  /// @param codecs those in our offer
  public static Agreement accept(
      String sent, String answer, LocalMedia local, List<String> codecs) {
    return switch (SessionDescription.parse(answer)) {
      case SdpReading.SdpRefused(String reason) -> new NotAcceptable(reason);
      case SdpReading.Read(SessionDescription description) -> {
        if (description.media().isEmpty()) {
          yield new NotAcceptable("the answer has no stream");
        }
        List<String> theirs = theirOrder(description.media().getFirst(), codecs);
        yield switch (meet(description, description.media().getFirst(), local, theirs)) {
          case Met(Terms terms, List<RtpFormat> _) -> new Agreed(sent, terms);
          case Missed(String why) ->
              new NotAcceptable(why.isEmpty() ? "the answer has no audio stream" : why);
        };
      }
    };
  }

  /// In an answer the other side's order counts: its first format is the one it wants now.
  private static List<String> theirOrder(MediaDescription stream, List<String> codecs) {
    List<String> ordered = new ArrayList<>();
    for (RtpFormat format : RtpFormat.of(stream)) {
      codecs.stream().filter(format::is).forEach(ordered::add);
    }
    return ordered;
  }

  private static Meeting meet(
      SessionDescription theirs, MediaDescription stream, LocalMedia local, List<String> codecs) {
    if (!stream.kind().equals("audio")) {
      return new Missed("");
    }
    if (stream.port() == 0) {
      return new Missed("the audio stream is switched off");
    }
    if (!stream.protocol().equals("RTP/AVP") && !stream.protocol().equals("RTP/AVPF")) {
      return new Missed("the audio stream is not plain RTP");
    }
    List<RtpFormat> formats = matching(stream, codecs);
    if (formats.isEmpty()) {
      return new Missed("no codec is shared");
    }
    Optional<InetAddress> address = theirs.connectionOf(stream).flatMap(Negotiation::literal);
    if (address.isEmpty()) {
      return new Missed("the address of the audio stream is not a literal one");
    }
    List<RtpFormat> told = new ArrayList<>(formats);
    telephoneEvent(stream, formats.getFirst().clockHz()).ifPresent(told::add);
    return new Met(terms(theirs, stream, local, told, formats, address.get()), told);
  }

  private static List<RtpFormat> matching(MediaDescription stream, List<String> codecs) {
    List<RtpFormat> offered = RtpFormat.of(stream);
    List<RtpFormat> matching = new ArrayList<>();
    for (String codec : codecs) {
      offered.stream().filter(format -> format.is(codec)).findFirst().ifPresent(matching::add);
    }
    return matching;
  }

  private static Optional<RtpFormat> telephoneEvent(MediaDescription stream, int clockHz) {
    return RtpFormat.of(stream).stream()
        .filter(format -> format.isTelephoneEvent() && format.clockHz() == clockHz)
        .findFirst();
  }

  private static Terms terms(
      SessionDescription theirs,
      MediaDescription stream,
      LocalMedia local,
      List<RtpFormat> told,
      List<RtpFormat> codecs,
      InetAddress address) {
    Map<Integer, String> receive = new LinkedHashMap<>();
    codecs.forEach(format -> receive.put(format.payloadType(), format.name()));
    OptionalInt telephoneEvent =
        told.stream()
            .filter(RtpFormat::isTelephoneEvent)
            .mapToInt(RtpFormat::payloadType)
            .findFirst();
    boolean rtcpMux = local.rtcpMux() && stream.attribute("rtcp-mux").isPresent();
    InetSocketAddress rtp = new InetSocketAddress(address, stream.port());
    return new Terms(
        rtp,
        rtcpMux ? rtp : rtcp(stream, address),
        codecs.getFirst().name(),
        codecs.getFirst().payloadType(),
        receive,
        telephoneEvent,
        telephoneEvent,
        ptimeMs(stream, local),
        direction(theirs, stream, address),
        rtcpMux);
  }

  /// What we do, given what they do. `c=0.0.0.0` is how RFC 2543 held a call: do not send here.
  private static Direction direction(
      SessionDescription theirs, MediaDescription stream, InetAddress address) {
    Direction ours = theirs.directionOf(stream).reversed();
    if (!address.isAnyLocalAddress()) {
      return ours;
    }
    return ours.receives() ? Direction.RECVONLY : Direction.INACTIVE;
  }

  /// `a=rtcp:port` or `a=rtcp:port IN IP4 address` (RFC 3605), else the next port up.
  private static InetSocketAddress rtcp(MediaDescription stream, InetAddress address) {
    String[] fields = stream.attribute("rtcp").orElse("").split("[ \t]+");
    if (fields[0].matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(fields[0]);
      if (port >= 1 && port <= 65535) {
        InetAddress told = fields.length == 4 ? literal(fields[3]).orElse(address) : address;
        return new InetSocketAddress(told, port);
      }
    }
    return new InetSocketAddress(address, Math.min(stream.port() + 1, 65535));
  }

  /// Their `ptime` when it is 10 to 60 ms in steps of 10, never above their `maxptime`.
  private static int ptimeMs(MediaDescription stream, LocalMedia local) {
    int wanted = milliseconds(stream, "ptime").orElse(local.ptimeMs());
    int most = milliseconds(stream, "maxptime").orElse(60);
    int allowed = Math.max(10, Math.min(60, Math.min(wanted, most)));
    return allowed - allowed % 10;
  }

  private static OptionalInt milliseconds(MediaDescription stream, String attribute) {
    String value = stream.attribute(attribute).orElse("");
    return value.matches("[0-9]{1,4}")
        ? OptionalInt.of(Integer.parseInt(value))
        : OptionalInt.empty();
  }

  /// A literal address; no name is looked up, because a lookup blocks and may be steered.
  private static Optional<InetAddress> literal(String written) {
    String address = written.contains("/") ? written.substring(0, written.indexOf('/')) : written;
    boolean four = address.matches("(\\d{1,3}\\.){3}\\d{1,3}");
    boolean six = address.contains(":") && address.matches("[0-9a-fA-F:.]{2,45}");
    if (!four && !six) {
      return Optional.empty();
    }
    try {
      InetAddress parsed = InetAddress.getByName(address);
      return parsed.isMulticastAddress() ? Optional.empty() : Optional.of(parsed);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private sealed interface Meeting {}

  private record Met(Terms terms, List<RtpFormat> formats) implements Meeting {}

  /// @param why empty when the stream was not meant for us at all
  private record Missed(String why) implements Meeting {}
}
