package io.oratio.gateway.sdp;

import io.oratio.gateway.sdp.Agreement.Agreed;
import io.oratio.gateway.sdp.Agreement.NotAcceptable;
import java.util.List;
import java.util.Optional;

/// The descriptions of one dialog over time: one session id, and a version that grows by one
/// whenever what we say differs from what we said last (RFC 3264 §5, §8). Used by one thread at a
/// time.
public final class OfferAnswer {
  private final LocalMedia local;
  private final List<String> codecs;
  private final long sessionId;
  private long version;
  private Optional<String> lastSent = Optional.empty();
  private Optional<String> openOffer = Optional.empty();

  /// @param codecs ours in the order we prefer
  /// @param sessionId any number of at most 62 bits; it should not repeat between dialogs
  public OfferAnswer(LocalMedia local, List<String> codecs, long sessionId) {
    this.local = local;
    this.codecs = List.copyOf(codecs);
    this.sessionId = sessionId;
    this.version = sessionId;
  }

  /// Answers an offer of theirs.
  public Agreement answer(String offer) {
    return switch (Negotiation.answer(offer, local, codecs, sessionId, version)) {
      case Agreed(String sdp, Terms terms) when isSame(sdp) -> new Agreed(sdp, terms);
      case Agreed(String sdp, Terms terms) -> new Agreed(renew(sdp), terms);
      case NotAcceptable refused -> refused;
    };
  }

  /// Makes an offer of ours; [#accept] reads its answer.
  public String offer(Direction direction) {
    String sdp = Negotiation.offer(local, codecs, direction, sessionId, version);
    String said = isSame(sdp) ? sdp : renew(sdp);
    openOffer = Optional.of(said);
    return said;
  }

  /// Reads an answer that comes before the final one: the offer stays open, because another branch
  /// of a fork, or the same one, may answer otherwise (RFC 3261 §13.2.1).
  public Agreement early(String answer) {
    return openOffer
        .map(offer -> Negotiation.accept(offer, answer, local, codecs))
        .orElseGet(() -> new NotAcceptable("an answer came where no offer was open"));
  }

  /// Reads the answer to the offer that is open. Without one, the answer is not acceptable.
  public Agreement accept(String answer) {
    if (openOffer.isEmpty()) {
      return new NotAcceptable("an answer came where no offer was open");
    }
    Agreement agreement = Negotiation.accept(openOffer.get(), answer, local, codecs);
    openOffer = Optional.empty();
    return agreement;
  }

  private boolean isSame(String sdp) {
    return lastSent.filter(sdp::equals).isPresent();
  }

  /// `sdp` carries the last version; it goes out with the next, except the very first.
  private String renew(String sdp) {
    String said = sdp;
    if (lastSent.isPresent()) {
      said =
          sdp.replaceFirst(
              "o=- " + sessionId + " " + version + " ",
              "o=- " + sessionId + " " + (version + 1) + " ");
      version++;
    }
    lastSent = Optional.of(said);
    return said;
  }
}
