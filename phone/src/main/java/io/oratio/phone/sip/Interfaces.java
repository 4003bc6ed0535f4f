package io.oratio.phone.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Which of this machine's addresses leads to a peer, as its routing table says. Nothing is sent.
final class Interfaces {
  private Interfaces() {}

  static InetAddress leadingTo(InetSocketAddress peer) {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(peer);
      return probe.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("No way leads to " + peer, e);
    }
  }
}
