package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The dialogs there are, by their identifier (RFC 3261 §12) and by the INVITE that began them.
/// Ended ones stay until their last retransmission has been answered. Any thread.
final class DialogTable {
  private record Key(String callId, String ours, String theirs) {}

  private record InviteKey(String callId, String theirs, long sequence) {}

  private final Map<Key, InboundDialog> byTags = new ConcurrentHashMap<>();
  private final Map<InviteKey, InboundDialog> byInvite = new ConcurrentHashMap<>();

  private final AtomicInteger live = new AtomicInteger();

  void add(InboundDialog dialog) {
    live.incrementAndGet();
    byTags.put(key(dialog.leg()), dialog);
    byInvite.put(inviteKey(dialog.leg().invite()), dialog);
  }

  void remove(InboundDialog dialog) {
    byTags.remove(key(dialog.leg()), dialog);
    byInvite.remove(inviteKey(dialog.leg().invite()), dialog);
  }

  /// The dialog a request with both tags belongs to.
  Optional<InboundDialog> find(SIPRequest request) {
    if (request.getToTag() == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        byTags.get(
            new Key(
                request.getCallId().getCallId(),
                request.getToTag(),
                tagOrEmpty(request.getFromTag()))));
  }

  /// The dialog a response to a request of ours belongs to: the tags stand the other way round.
  Optional<InboundDialog> ofOurs(SIPResponse response) {
    return Optional.ofNullable(
        byTags.get(
            new Key(
                response.getCallId().getCallId(),
                tagOrEmpty(response.getFromTag()),
                tagOrEmpty(response.getToTag()))));
  }

  /// The dialog begun by the very INVITE that this CANCEL, ACK or repetition names.
  Optional<InboundDialog> ofInvite(SIPRequest request) {
    return Optional.ofNullable(byInvite.get(inviteKey(request)));
  }

  /// The dialog whose INVITE or re-INVITE a CANCEL means (RFC 3261 §9.2).
  Optional<InboundDialog> cancelled(SIPRequest cancel) {
    return ofInvite(cancel)
        .filter(dialog -> dialog.leg().isSameBranch(cancel))
        .or(() -> find(cancel));
  }

  /// Whether the request is a repetition of an INVITE that was let in already.
  boolean isKnownTransaction(SIPRequest request) {
    return request.getMethod().equals("INVITE")
        && ofInvite(request).filter(dialog -> dialog.leg().isSameBranch(request)).isPresent();
  }

  /// A dialog has ended; it stays findable until it is removed.
  void ended() {
    live.decrementAndGet();
  }

  /// Those that have not ended.
  int live() {
    return live.get();
  }

  /// Those that are kept, ended ones included.
  int kept() {
    return byTags.size();
  }

  Collection<InboundDialog> all() {
    return byTags.values();
  }

  private static Key key(Leg leg) {
    return new Key(leg.callId(), leg.localTag(), leg.remoteTag());
  }

  private static InviteKey inviteKey(SIPRequest request) {
    return new InviteKey(
        request.getCallId().getCallId(),
        tagOrEmpty(request.getFromTag()),
        request.getCSeq().getSeqNumber());
  }

  private static String tagOrEmpty(@Nullable String tag) {
    return tag == null ? "" : tag;
  }
}
