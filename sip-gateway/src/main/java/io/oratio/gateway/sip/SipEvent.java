package io.oratio.gateway.sip;

import java.util.Optional;

/// What happens to a dialog after its INVITE.
public sealed interface SipEvent {
  /// The other side lets the phone ring, or plays something, while it has not answered a call of
  /// ours (18x). Told for each such response.
  ///
  /// @param sdp where its early sound comes from and goes; another branch of a fork may tell
  ///   another
  record Ringing(int status, Optional<String> sdp) implements SipEvent {}

  /// A call of ours is answered; the ACK is sent.
  ///
  /// @param sdp the answer to our offer
  record Answered(Optional<String> sdp) implements SipEvent {}

  /// A call of ours was not answered. The dialog is over.
  record Refused(Refusal why) implements SipEvent {}

  /// The ACK of our 200 came. For a re-INVITE it is told only when it carries a description.
  ///
  /// @param sdp their answer, when the offer was ours
  record Acknowledged(Optional<String> sdp) implements SipEvent {}

  /// The caller gave up before we answered; 487 is sent. The dialog is over.
  record Cancelled() implements SipEvent {}

  /// The other side hung up. The dialog is over.
  ///
  /// @param reason the text of its `Reason` header
  record HungUp(Optional<String> reason) implements SipEvent {}

  /// A re-INVITE or UPDATE asks for other terms: answer or refuse it.
  ///
  /// @param sdp empty when the offer is to be ours; the answer then comes as [Acknowledged]
  record Reoffered(Optional<String> sdp) implements SipEvent {}

  /// A key press by INFO.
  record Digit(char digit, int durationMs) implements SipEvent {}

  /// How our REFER goes on (RFC 3515 §2.4.5).
  ///
  /// @param status 100 to 699 of the call that is being made, or of the REFER when it was refused
  /// @param last nothing more will be told
  record Referring(int status, String phrase, boolean last) implements SipEvent {}

  /// The dialog broke: no ACK, a session timer, no answer to what we sent. It is over; the BYE that
  /// is due was sent.
  record Lost(String why) implements SipEvent {}
}
