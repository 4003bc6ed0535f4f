package io.oratio.gateway.sip;

import java.util.OptionalInt;
import java.util.function.Consumer;

/// One call as SIP sees it (RFC 3261 §12). Every method returns at once and may be called from any
/// thread; what no longer fits the dialog's state does nothing, because the other side may always
/// have been faster.
public interface SipDialog {
  /// What the caller sent.
  Invite invite();

  /// Who hears the events: one at a time and in order. Those before the first call are kept.
  void listen(Consumer<SipEvent> listener);

  /// Sends 180.
  void ringing();

  /// Sends 183 with an early description.
  void progress(String sdp);

  /// Sends 200; it is repeated until the ACK comes.
  void answer(String sdp);

  /// Sends a final refusal.
  ///
  /// @param status 300 to 699
  /// @param reason the phrase on the status line; anything but plain text is left out
  void reject(int status, String reason, OptionalInt retryAfterSeconds);

  /// Ends the call whatever its state: refuses an unanswered one with 480, waits for the ACK of a
  /// fresh answer and then sends BYE, else sends BYE now. Nothing is told after it. Idempotent.
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
