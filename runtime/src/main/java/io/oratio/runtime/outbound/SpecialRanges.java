package io.oratio.runtime.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which addresses are not the public internet. From the IANA registries of special-purpose
/// addresses (RFC 6890, RFC 8190), the multicast registries, and the clouds' metadata services.
final class SpecialRanges {
  /// What an address is for.
  enum Purpose {
    /// Anybody's; the only one that needs nobody's leave.
    PUBLIC,
    /// Of this machine or of a network behind it: the operator may allow it by range or by name.
    PRIVATE,
    /// Gives credentials away to whoever asks: allowed by its range only.
    METADATA,
    /// An IPv4 address inside an IPv6 one: allowed by its range, and only if the inner one is.
    EMBEDDED,
    /// No host can be there, or more than one: never allowed.
    NEVER
  }

  private record Range(Cidr cidr, Purpose purpose) {}

  // The first match counts.
  private static final List<Range> RANGES =
      List.of(
          range("169.254.169.254/32", Purpose.METADATA), // AWS, Azure, Google, and others
          range("169.254.170.2/32", Purpose.METADATA), // AWS containers
          range("169.254.170.23/32", Purpose.METADATA), // AWS pods
          range("100.100.100.200/32", Purpose.METADATA), // Alibaba
          range("168.63.129.16/32", Purpose.METADATA), // Azure's host agent
          range("192.0.0.192/32", Purpose.METADATA), // Oracle
          range("fd00:ec2::254/128", Purpose.METADATA), // AWS
          range("fd00:ec2::23/128", Purpose.METADATA), // AWS pods
          range("fd20:ce::254/128", Purpose.METADATA), // Google
          range("0.0.0.0/8", Purpose.NEVER), // "this network", RFC 791 §3.2
          range("10.0.0.0/8", Purpose.PRIVATE), // RFC 1918
          range("100.64.0.0/10", Purpose.PRIVATE), // shared by carriers, RFC 6598
          range("127.0.0.0/8", Purpose.PRIVATE), // loopback, RFC 1122 §3.2.1.3
          range("169.254.0.0/16", Purpose.METADATA), // link-local, RFC 3927
          range("172.16.0.0/12", Purpose.PRIVATE), // RFC 1918
          range("192.0.0.0/24", Purpose.NEVER), // protocol assignments, RFC 6890 §2.1
          range("192.0.2.0/24", Purpose.NEVER), // documentation, RFC 5737
          range("192.31.196.0/24", Purpose.NEVER), // AS112, RFC 7535
          range("192.52.193.0/24", Purpose.NEVER), // AMT, RFC 7450
          range("192.88.99.0/24", Purpose.NEVER), // 6to4 relays, RFC 7526
          range("192.168.0.0/16", Purpose.PRIVATE), // RFC 1918
          range("192.175.48.0/24", Purpose.NEVER), // AS112, RFC 7534
          range("198.18.0.0/15", Purpose.PRIVATE), // benchmarking, RFC 2544
          range("198.51.100.0/24", Purpose.NEVER), // documentation, RFC 5737
          range("203.0.113.0/24", Purpose.NEVER), // documentation, RFC 5737
          range("224.0.0.0/4", Purpose.NEVER), // multicast, RFC 5771
          range("240.0.0.0/4", Purpose.NEVER), // reserved, RFC 1112 §4; broadcast, RFC 919
          range("::/128", Purpose.NEVER), // unspecified
          range("::1/128", Purpose.PRIVATE), // loopback
          range("::ffff:0:0:0/96", Purpose.EMBEDDED), // IPv4-translated, RFC 2765 §2.1
          range("::/96", Purpose.EMBEDDED), // IPv4-compatible, RFC 4291 §2.5.5.1
          range("64:ff9b::/96", Purpose.EMBEDDED), // NAT64, RFC 6052
          range("64:ff9b:1::/48", Purpose.EMBEDDED), // local NAT64, RFC 8215
          range("100::/64", Purpose.NEVER), // discard, RFC 6666
          range("100:0:0:1::/64", Purpose.NEVER), // dummy prefix, RFC 9780
          range("2001::/32", Purpose.EMBEDDED), // Teredo, RFC 4380
          range("2001:db8::/32", Purpose.NEVER), // documentation, RFC 3849
          range("2001:2::/48", Purpose.PRIVATE), // benchmarking, RFC 5180
          range("2001::/23", Purpose.NEVER), // protocol assignments, RFC 2928
          range("2002::/16", Purpose.EMBEDDED), // 6to4, RFC 3056
          range("3fff::/20", Purpose.NEVER), // documentation, RFC 9637
          range("2620:4f:8000::/48", Purpose.NEVER), // AS112, RFC 7534
          range("5f00::/16", Purpose.NEVER), // segment routing, RFC 9602
          range("fc00::/7", Purpose.PRIVATE), // unique-local, RFC 4193
          range("fe80::/10", Purpose.METADATA), // link-local, RFC 4291 §2.5.6
          range("fec0::/10", Purpose.PRIVATE), // site-local, RFC 3879
          range("ff00::/8", Purpose.NEVER)); // multicast, RFC 4291 §2.7

  // Of IPv6, only this is given out to the public (IANA, "IPv6 Global Unicast").
  private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");

  private SpecialRanges() {}

  static Purpose purpose(InetAddress address) {
    return RANGES.stream()
        .filter(it -> it.cidr().contains(address))
        .map(Range::purpose)
        .findFirst()
        .orElseGet(() -> otherwise(address));
  }

  private static Purpose otherwise(InetAddress address) {
    return switch (address) {
      case Inet4Address _ -> Purpose.PUBLIC;
      case Inet6Address six when !GLOBAL_UNICAST.contains(six) -> Purpose.NEVER;
      case Inet6Address six when isIsatap(six.getAddress()) -> Purpose.EMBEDDED;
      default -> Purpose.PUBLIC;
    };
  }

  /// The IPv4 address that an [Purpose#EMBEDDED] one leads to, where its place is known.
  static Optional<InetAddress> embedded(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length != 16) {
      return Optional.empty();
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      return Optional.of(Literals.ofBytes(Arrays.copyOfRange(bytes, 2, 6)));
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x01) {
      byte[] client = Arrays.copyOfRange(bytes, 12, 16);
      for (int i = 0; i < 4; i++) {
        client[i] = (byte) ~client[i]; // RFC 4380 §4: sent obfuscated
      }
      return Optional.of(Literals.ofBytes(client));
    }
    return Optional.of(Literals.ofBytes(Arrays.copyOfRange(bytes, 12, 16)));
  }

  // RFC 5214 §6.1: the interface identifier is 00-00-5E-FE or 02-00-5E-FE, then an IPv4 address.
  private static boolean isIsatap(byte[] bytes) {
    return (bytes[8] == 0 || bytes[8] == 2)
        && bytes[9] == 0
        && bytes[10] == 0x5e
        && bytes[11] == (byte) 0xfe;
  }

  private static Range range(String cidr, Purpose purpose) {
    return new Range(Cidr.parse(cidr), purpose);
  }
}
