package io.oratio.phone.sip;

import java.net.InetSocketAddress;

/// One way to send messages: a datagram socket or a set of connections.
interface SipWire extends AutoCloseable {
  /// Where peers can reach it; the address may be the wildcard.
  InetSocketAddress localAddress();

  /// Sends, or queues to be sent; never blocks for long and never throws for a peer's sake.
  void send(InetSocketAddress to, SipMessage message);

  /// Closes sockets and ends threads.
  @Override
  void close();
}
