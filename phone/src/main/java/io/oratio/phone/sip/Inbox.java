package io.oratio.phone.sip;

/// Where a transport puts what it read. Called on the transport's own threads.
interface Inbox {
  /// A message came.
  void received(SipMessage message, Hop source);

  /// Bytes came that are no message.
  void refused(MalformedSip reason, Hop source);

  /// A connection could not be made, or broke with messages still to be sent.
  void unreachable(Hop peer);
}
