package io.oratio.standalone;

import io.oratio.domain.trunk.Cidr;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The address of this machine that callers should dial.
final class LocalAddress {
  private LocalAddress() {}

  static String toBeDialled(Settings.Sip sip, Trusted trusted) {
    if (!sip.advertisedAddress().isBlank()) {
      return sip.advertisedAddress();
    }
    if (!sip.bind().equals("0.0.0.0") && !sip.bind().equals("::")) {
      return sip.bind();
    }
    if (trusted.isOnlyThisMachine()) {
      return "127.0.0.1";
    }
    return towards(trusted.networks().getLast());
  }

  /// The address that a packet to this network would leave from; nothing is sent.
  static String towards(Cidr network) {
    try (DatagramSocket probe = new DatagramSocket()) {
      InetAddress there = network.network();
      probe.connect(new InetSocketAddress(there, 5060));
      InetAddress mine = probe.getLocalAddress();
      return mine.isAnyLocalAddress() ? "127.0.0.1" : mine.getHostAddress();
    } catch (IOException _) {
      return "127.0.0.1";
    }
  }
}
