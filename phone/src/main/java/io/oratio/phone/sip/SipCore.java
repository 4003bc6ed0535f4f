package io.oratio.phone.sip;

/// Who is told what comes outside our own transactions. Called on the agent's thread.
public interface SipCore {
  /// A new request, inside a dialog or not; CANCEL and ACK are told apart below.
  void request(ServerTransaction transaction);

  /// The INVITE of this transaction is taken back; the CANCEL is answered already.
  void cancelled(ServerTransaction invite);

  /// An ACK that no transaction was waiting for: the one of a 200.
  void acknowledged(SipRequest ack);

  /// A 200 to an INVITE came again: it wants its ACK again.
  void answeredAgain(SipResponse response);
}
