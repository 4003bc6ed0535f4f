package io.oratio.gateway.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Which address of ours a peer reaches: the advertised one when it is set, the bound one when it
/// is not the wildcard, else the one the host would send from. Any thread.
final class LocalAddresses {
  private static final int REMEMBERED = 10_000;

  private final SipSettings settings;
  private final Map<InetAddress, String> known = new ConcurrentHashMap<>();

  LocalAddresses(SipSettings settings) {
    this.settings = settings;
  }

  /// A literal address, without a zone.
  String towards(InetAddress peer) {
    if (settings.advertisedAddress().isPresent()) {
      return literal(settings.advertisedAddress().get());
    }
    if (!settings.bindAddress().isAnyLocalAddress()) {
      return literal(settings.bindAddress());
    }
    String address = known.get(peer);
    if (address == null) {
      address = routed(peer);
      if (known.size() < REMEMBERED) {
        known.put(peer, address);
      }
    }
    return address;
  }

  /// Connecting a datagram socket sends nothing; it only asks the host for the route.
  private static String routed(InetAddress peer) {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(new InetSocketAddress(peer, 9));
      return literal(probe.getLocalAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String literal(InetAddress address) {
    String literal = address.getHostAddress();
    int zone = literal.indexOf('%');
    return zone < 0 ? literal : literal.substring(0, zone);
  }
}
