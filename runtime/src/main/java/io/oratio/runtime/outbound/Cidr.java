package io.oratio.runtime.outbound;

import java.net.InetAddress;
import java.util.Arrays;

/// A range of addresses, as `10.0.0.0/8` or `fd00::/8` (RFC 4632, RFC 4291 §2.3).
public record Cidr(InetAddress network, int prefixBits) {
  public Cidr {
    if (prefixBits < 0 || prefixBits > network.getAddress().length * 8) {
      throw new IllegalArgumentException("no such prefix length: /" + prefixBits);
    }
  }

  /// @throws IllegalArgumentException when it is no literal address with an optional prefix length
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    var address =
        Literals.parse(slash < 0 ? text : text.substring(0, slash))
            .orElseThrow(() -> new IllegalArgumentException("not an address range: " + text));
    if (slash < 0) {
      return new Cidr(address, address.getAddress().length * 8);
    }
    var bits = text.substring(slash + 1);
    if (!bits.matches("\\d{1,3}")) {
      throw new IllegalArgumentException("not an address range: " + text);
    }
    return new Cidr(address, Integer.parseInt(bits));
  }

  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = prefixBits / 8;
    if (Arrays.mismatch(mine, 0, whole, other, 0, whole) >= 0) {
      return false;
    }
    int rest = prefixBits % 8;
    return rest == 0 || ((mine[whole] ^ other[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixBits;
  }
}
