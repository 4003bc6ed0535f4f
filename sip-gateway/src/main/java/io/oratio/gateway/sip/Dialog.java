package io.oratio.gateway.sip;

import java.util.function.Consumer;

/// One call as SIP sees it (RFC 3261 §12), whoever began it. Every method returns at once and may
/// be called from any thread; what no longer fits the dialog's state does nothing, because the
/// other side may always have been faster.
public interface Dialog {
  /// Who hears the events: one at a time and in order. Those before the first call are kept.
  void listen(Consumer<SipEvent> listener);

  /// Ends the call whatever its state: refuses one of theirs that is unanswered with 480, takes one
  /// of ours back by CANCEL, waits for the ACK of a fresh answer and then sends BYE, else sends BYE
  /// now. Nothing is told after it. Idempotent.
  ///
  /// @param reasonText said in the `Reason` header (RFC 3326)
  void bye(String reasonText);

  /// Asks the other side to call somebody else (blind transfer, RFC 3515); the course of it comes
  /// as [SipEvent.Referring].
  ///
  /// @param targetUri sent as it is: a `tel:` stays a `tel:`
  void refer(String targetUri);

  /// Answers the offer told by [SipEvent.Reoffered]; to an empty one this carries our offer.
  void answerReoffer(String sdp);

  /// Refuses it; the session stays as it was.
  ///
  /// @param status 400 to 699, usually 488
  void refuseReoffer(int status);

  /// Sends key presses as INFO, one request a key.
  ///
  /// @param digits of `0-9*#A-D`; others are left out
  void sendInfoDigits(String digits);
}
