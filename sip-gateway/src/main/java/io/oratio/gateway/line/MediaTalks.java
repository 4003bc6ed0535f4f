package io.oratio.gateway.line;

import io.oratio.gateway.sdp.Agreement;
import io.oratio.gateway.sdp.Direction;
import io.oratio.gateway.sdp.LocalMedia;
import io.oratio.gateway.sdp.OfferAnswer;
import io.oratio.gateway.sdp.Terms;
import io.oratio.media.codec.Codec;
import io.oratio.media.codec.Codecs;
import io.oratio.media.path.RtpTerms;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What one dialog has said and agreed about its sound, in the words of the media path. Confined to
/// its line.
final class MediaTalks {
  private final OfferAnswer talks;
  private final boolean mediaFromAnywhere;
  private String current = "";
  private boolean awaitsAnswer;
  private Optional<RtpTerms> agreed = Optional.empty();

  /// What came of an offer or answer.
  sealed interface Outcome {
    /// @param onHold whether the caller does not want to hear us
    record Agreed(RtpTerms terms, boolean onHold) implements Outcome {}

    /// @param why for the log
    record Refused(String why) implements Outcome {}
  }

  /// @param codecs ours in the order we prefer; what the media library does not speak is left out
  MediaTalks(LocalMedia local, List<String> codecs, boolean mediaFromAnywhere, long sessionId) {
    List<String> spoken = codecs.stream().filter(it -> Codecs.named(it).isPresent()).toList();
    this.talks = new OfferAnswer(local, spoken, sessionId);
    this.mediaFromAnywhere = mediaFromAnywhere;
  }

  /// Answers the other side's offer.
  Outcome answer(String offer) {
    return outcome(talks.answer(offer));
  }

  /// Makes an offer, for an INVITE that held none.
  String offer() {
    current = talks.offer(Direction.SENDRECV);
    awaitsAnswer = true;
    return current;
  }

  /// Takes an answer that comes while a call of ours still rings.
  Outcome early(String answer) {
    return outcome(talks.early(answer));
  }

  /// Takes the other side's answer to our offer.
  Outcome accept(String answer) {
    return outcome(talks.accept(answer));
  }

  /// Our last description.
  String current() {
    return current;
  }

  /// What was last agreed; empty while nothing is.
  Optional<RtpTerms> agreed() {
    return agreed;
  }

  /// Whether an offer of ours is still unanswered.
  boolean awaitsAnswer() {
    return awaitsAnswer;
  }

  /// What a leg is told while nothing is agreed: nothing is sent.
  static RtpTerms nothingYet() {
    InetSocketAddress nowhere = new InetSocketAddress("0.0.0.0", 0);
    return new RtpTerms(
        nowhere,
        nowhere,
        Codecs.PCMU,
        0,
        Map.of(0, Codecs.PCMU),
        OptionalInt.empty(),
        OptionalInt.empty(),
        20,
        io.oratio.media.path.Direction.INACTIVE,
        false);
  }

  private Outcome outcome(Agreement agreement) {
    return switch (agreement) {
      case Agreement.Agreed(String sdp, Terms terms) -> {
        current = sdp;
        awaitsAnswer = false;
        yield inOurWords(terms);
      }
      case Agreement.NotAcceptable(String why) -> new Outcome.Refused(why);
    };
  }

  private Outcome inOurWords(Terms terms) {
    Optional<Codec> send = Codecs.named(terms.sendCodec());
    if (send.isEmpty()) {
      return new Outcome.Refused("we do not speak " + terms.sendCodec());
    }
    Map<Integer, Codec> receive = new HashMap<>();
    terms
        .receive()
        .forEach((type, name) -> Codecs.named(name).ifPresent(codec -> receive.put(type, codec)));
    RtpTerms rtp =
        new RtpTerms(
            terms.rtp(),
            terms.rtcp(),
            send.get(),
            terms.sendPayloadType(),
            receive,
            terms.telephoneEventReceive(),
            terms.telephoneEventSend(),
            terms.ptimeMs(),
            io.oratio.media.path.Direction.valueOf(terms.direction().name()),
            mediaFromAnywhere);
    agreed = Optional.of(rtp);
    return new Outcome.Agreed(rtp, !rtp.sends());
  }
}
