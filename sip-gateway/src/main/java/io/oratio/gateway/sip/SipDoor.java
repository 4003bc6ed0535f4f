package io.oratio.gateway.sip;

/// Where new calls come in: the call side implements it.
@FunctionalInterface
public interface SipDoor {
  /// A known trunk's new INVITE; 100 is already sent. Runs on the dialog's own virtual thread and
  /// may block a little: events of this dialog wait meanwhile, a CANCEL is answered all the same.
  void invited(SipDialog dialog);
}
