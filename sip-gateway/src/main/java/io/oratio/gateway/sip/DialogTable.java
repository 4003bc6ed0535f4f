package io.oratio.gateway.sip;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
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

  private record CallKey(String callId, String ours) {}

  private final Map<Key, InboundDialog> byTags = new ConcurrentHashMap<>();
  private final Map<InviteKey, InboundDialog> byInvite = new ConcurrentHashMap<>();

  /// Calls of ours: which of the other side's tags counts is known only when one has answered, so
  /// they are found by our tag, which nobody can guess.
  private final Map<CallKey, OutboundDialog> byCall = new ConcurrentHashMap<>();

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

  void add(OutboundDialog dialog) {
    live.incrementAndGet();
    byCall.put(new CallKey(dialog.callId(), dialog.localTag()), dialog);
  }

  void remove(OutboundDialog dialog) {
    byCall.remove(new CallKey(dialog.callId(), dialog.localTag()), dialog);
  }

  /// The dialog a request with both tags belongs to. One of ours answers for every branch of its
  /// fork.
  Optional<EdgeDialog> find(SIPRequest request) {
    if (request.getToTag() == null) {
      return Optional.empty();
    }
    return find(
        request.getCallId().getCallId(), request.getToTag(), tagOrEmpty(request.getFromTag()));
  }

  /// The dialog a response to a request of ours belongs to: the tags stand the other way round.
  Optional<EdgeDialog> ofOurs(SIPResponse response) {
    return find(
        response.getCallId().getCallId(),
        tagOrEmpty(response.getFromTag()),
        tagOrEmpty(response.getToTag()));
  }

  private Optional<EdgeDialog> find(String callId, String ours, String theirs) {
    InboundDialog came = byTags.get(new Key(callId, ours, theirs));
    return came == null
        ? Optional.ofNullable(byCall.get(new CallKey(callId, ours)))
        : Optional.of(came);
  }

  /// The dialog begun by the very INVITE that this CANCEL, ACK or repetition names.
  Optional<InboundDialog> ofInvite(SIPRequest request) {
    return Optional.ofNullable(byInvite.get(inviteKey(request)));
  }

  /// The dialog whose INVITE or re-INVITE a CANCEL means (RFC 3261 §9.2).
  Optional<EdgeDialog> cancelled(SIPRequest cancel) {
    Optional<InboundDialog> begun =
        ofInvite(cancel).filter(dialog -> dialog.leg().isSameBranch(cancel));
    return begun.isPresent() ? Optional.of(begun.get()) : find(cancel);
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
    return byTags.size() + byCall.size();
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
