package io.oratio.domain.trunk;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// A range of addresses, `192.0.2.0/24` or `2001:db8::/32` (RFC 4632, RFC 4291 §2.3). Written with
/// literal addresses only: no name is ever looked up.
public record Cidr(InetAddress network, int prefixBits) {
  public Cidr {
    network = withoutScope(network);
    if (prefixBits < 0 || prefixBits > network.getAddress().length * 8) {
      throw new IllegalArgumentException("prefix of a CIDR is out of range: " + prefixBits);
    }
  }

  /// Reads `address/bits`, or a single address.
  ///
  /// @throws IllegalArgumentException if it is neither
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String literal = slash < 0 ? text : text.substring(0, slash);
    if (!literal.matches("[0-9a-fA-F:.]+")
        || !(literal.contains(":") || literal.matches("(\\d{1,3}\\.){3}\\d{1,3}"))) {
      throw new IllegalArgumentException("not an address or CIDR: " + text);
    }
    try {
      InetAddress network = InetAddress.getByName(literal);
      int whole = network.getAddress().length * 8;
      return new Cidr(network, slash < 0 ? whole : Integer.parseInt(text.substring(slash + 1)));
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException("not an address or CIDR: " + text, e);
    }
  }

  /// Whether the address lies in the range; an address of the other family does not.
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] theirs = address.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /// Whether some address lies in both.
  public boolean overlaps(Cidr other) {
    return prefixBits <= other.prefixBits ? contains(other.network) : other.contains(network);
  }

  /// A range is the same on every interface: the scope of a link-local address is left out.
  private static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
    }
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixBits;
  }
}
