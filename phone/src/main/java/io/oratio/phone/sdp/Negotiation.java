package io.oratio.phone.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One call's offers and answers (RFC 3264): our session, whose version grows with each description
/// we send, and what came of the other side's. The call's thread only.
public final class Negotiation {
  /// The codecs a phone of ours speaks, and the payload type of each (RFC 3551 §6).
  public static final Map<String, Integer> CODECS = Map.of("PCMU", 0, "PCMA", 8);

  private static final int EVENTS = 101;

  private final long sessionId;
  private final List<String> codecs;
  private final boolean hasEvents;
  private final int ptimeMs;
  private long version;
  private long remoteVersion = -1;

  /// @param sessionId of our `o=` line, positive
  /// @param codecs names in our order of preference
  /// @param hasEvents whether keys by RFC 4733 are offered and accepted
  /// @param ptimeMs milliseconds of sound a packet that we ask for
  public Negotiation(long sessionId, List<String> codecs, boolean hasEvents, int ptimeMs) {
    if (codecs.isEmpty() || !CODECS.keySet().containsAll(codecs)) {
      throw new IllegalArgumentException("codecs must be some of " + CODECS.keySet());
    }
    this.sessionId = sessionId;
    this.version = sessionId;
    this.codecs = List.copyOf(codecs);
    this.hasEvents = hasEvents;
    this.ptimeMs = ptimeMs;
  }

  /// Writes our next offer.
  public String offer(InetSocketAddress localRtp, Direction direction) {
    Map<Integer, String> formats = new LinkedHashMap<>();
    codecs.forEach(codec -> formats.put(CODECS.getOrDefault(codec, -1), codec + "/8000"));
    if (hasEvents) {
      formats.put(EVENTS, "telephone-event/8000");
    }
    return write(localRtp, formats, ptimeMs, direction);
  }

  /// Reads the answer to our last offer; empty if it leaves us nothing to speak.
  ///
  /// @param offered the direction we offered
  public Optional<AudioTerms> answered(SessionDescription answer, Direction offered) {
    remoteVersion = answer.version();
    if (answer.streams().isEmpty() || !answer.streams().getFirst().isUsableAudio()) {
      return Optional.empty();
    }
    Stream stream = answer.streams().getFirst();
    Map<Integer, String> receive = new LinkedHashMap<>();
    codecs.forEach(codec -> receive.put(CODECS.getOrDefault(codec, -1), codec));
    OptionalInt ours = hasEvents ? OptionalInt.of(EVENTS) : OptionalInt.empty();
    return terms(stream, receive, ours, offered.within(stream.direction().mirrored()));
  }

  /// Our answer to an offer and what it means for us.
  public record Answer(String text, AudioTerms terms) {}

  /// Answers an offer; empty if it has no sound that we can speak (then 488 is due).
  ///
  /// @param wish the widest direction we grant
  public Optional<Answer> answer(
      SessionDescription offer, InetSocketAddress localRtp, Direction wish) {
    remoteVersion = offer.version();
    Optional<Stream> audio = offer.streams().stream().filter(Stream::isUsableAudio).findFirst();
    if (audio.isEmpty() || offer.streams().getFirst() != audio.get()) {
      return Optional.empty();
    }
    Stream stream = audio.get();
    Direction direction = wish.within(stream.direction().mirrored());
    Map<Integer, String> receive = new LinkedHashMap<>();
    OptionalInt spoken = firstKnown(stream);
    spoken.ifPresent(type -> receive.put(type, codecOf(stream, type)));
    OptionalInt events = events(stream);
    return terms(stream, receive, events, direction)
        .map(terms -> new Answer(write(localRtp, offer, terms), terms));
  }

  private Optional<AudioTerms> terms(
      Stream stream, Map<Integer, String> receive, OptionalInt receiveEvents, Direction direction) {
    OptionalInt spoken = firstKnown(stream);
    if (spoken.isEmpty()) {
      return Optional.empty();
    }
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(stream.host());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a name: we look up none in the middle of a call
    }
    return Optional.of(
        new AudioTerms(
            new InetSocketAddress(address, stream.port()),
            new InetSocketAddress(address, stream.rtcpPort()),
            codecOf(stream, spoken.getAsInt()),
            spoken.getAsInt(),
            receive,
            events(stream),
            receiveEvents,
            stream.ptimeMs(),
            direction));
  }

  /// The first format of the stream that we speak: the one the other side likes best.
  private OptionalInt firstKnown(Stream stream) {
    return stream.formats().stream()
        .filter(format -> format.matches("[0-9]{1,3}"))
        .mapToInt(Integer::parseInt)
        .filter(type -> codecs.contains(codecOf(stream, type)))
        .findFirst();
  }

  private OptionalInt events(Stream stream) {
    return stream.formats().stream()
        .filter(format -> hasEvents && format.matches("[0-9]{1,3}"))
        .mapToInt(Integer::parseInt)
        .filter(type -> codecOf(stream, type).equals("TELEPHONE-EVENT"))
        .findFirst();
  }

  /// The codec's name without its rate; one that is not at 8000 Hz is none of ours.
  private static String codecOf(Stream stream, int type) {
    String[] parts = stream.names().getOrDefault(type, "").split("/");
    boolean narrow = parts.length >= 2 && parts[1].equals("8000");
    return narrow ? parts[0].toUpperCase(Locale.ROOT) : "";
  }

  private String write(InetSocketAddress localRtp, SessionDescription offer, AudioTerms terms) {
    Map<Integer, String> formats = new LinkedHashMap<>();
    formats.put(terms.sendPayloadType(), terms.codec() + "/8000");
    terms.receiveEvents().ifPresent(type -> formats.put(type, "telephone-event/8000"));
    StringBuilder text =
        new StringBuilder(write(localRtp, formats, terms.ptimeMs(), terms.direction()));
    // An answer has as many streams as the offer; those we do not take get port 0 (RFC 3264 §6).
    for (Stream other : offer.streams().subList(1, offer.streams().size())) {
      text.append(
          "m=%s 0 %s %s\r\n"
              .formatted(other.kind(), other.protocol(), String.join(" ", other.formats())));
    }
    return text.toString();
  }

  private String write(
      InetSocketAddress localRtp, Map<Integer, String> formats, int ptime, Direction direction) {
    String family = localRtp.getAddress() instanceof Inet6Address ? "IP6" : "IP4";
    String address = localRtp.getAddress().getHostAddress().replaceFirst("%.*", "");
    StringBuilder text = new StringBuilder("v=0\r\n");
    text.append("o=phone %d %d IN %s %s\r\n".formatted(sessionId, version, family, address));
    text.append("s=-\r\nc=IN %s %s\r\nt=0 0\r\n".formatted(family, address));
    text.append("m=audio %d RTP/AVP".formatted(localRtp.getPort()));
    formats.keySet().forEach(type -> text.append(' ').append(type));
    text.append("\r\n");
    formats.forEach(
        (type, name) -> {
          text.append("a=rtpmap:%d %s\r\n".formatted(type, name));
          if (name.startsWith("telephone-event")) {
            text.append("a=fmtp:%d 0-15\r\n".formatted(type));
          }
        });
    text.append("a=ptime:%d\r\na=%s\r\n".formatted(ptime, direction.attribute()));
    version++;
    return text.toString();
  }

  /// The version of the other side's last description; -1 before the first.
  public long remoteVersion() {
    return remoteVersion;
  }
}
