package io.oratio.phone.call;

import io.oratio.phone.sip.SipRequest;

/// Decides what becomes of calls that come in. Called on the phone's thread.
@FunctionalInterface
public interface Incoming {
  /// What to do with this INVITE.
  Reaction react(SipRequest invite);

  /// Something happened in a call that was taken; the first event tells that it exists.
  default void happened(PhoneCall call, CallEvent event) {}
}
