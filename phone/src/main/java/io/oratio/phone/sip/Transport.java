package io.oratio.phone.sip;

/// What carries SIP messages (RFC 3261 §18), written as Via writes it.
public enum Transport {
  /// Datagrams: transactions repeat what may have been lost.
  UDP,
  /// A stream: nothing is repeated but the answer to an INVITE.
  TCP
}
