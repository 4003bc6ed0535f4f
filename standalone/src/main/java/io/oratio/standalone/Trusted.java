package io.oratio.standalone;

import io.oratio.domain.trunk.Cidr;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Who may call: this machine under all its addresses, and the networks that the operator named.
record Trusted(List<Cidr> networks, boolean isOnlyThisMachine) {
  Trusted {
    networks = List.copyOf(networks);
  }

  static Trusted of(List<String> named) throws WrongUse {
    List<Cidr> networks = new ArrayList<>();
    networks.add(Cidr.parse("127.0.0.0/8"));
    networks.add(Cidr.parse("::1/128"));
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(each.getInetAddresses())) {
          if (!address.isLoopbackAddress()) {
            networks.add(new Cidr(address, address.getAddress().length * 8));
          }
        }
      }
    } catch (SocketException _) {
      // A machine that does not tell its addresses can still call itself by loopback.
    }
    for (String each : named) {
      try {
        networks.add(Cidr.parse(each));
      } catch (IllegalArgumentException e) {
        throw new WrongUse(
            "--trust (oratio.trust) needs an address or network such as 192.168.1.0/24: " + each);
      }
    }
    return new Trusted(networks, named.isEmpty());
  }

  boolean contains(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
