package io.oratio.runtime.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Literal addresses in their one plain spelling. What only some programs take for an address
/// (`2130706433`, `0177.0.0.1`, `0x7f.1`, `127.1`) is none here, and no host name either.
final class Literals {
  private static final Pattern IPV4 =
      Pattern.compile(
          "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");

  private Literals() {}

  /// An IPv4 or IPv6 literal, the latter without brackets and without a zone.
  static Optional<InetAddress> parse(String text) {
    var four = IPV4.matcher(text);
    if (four.matches()) {
      byte[] bytes = new byte[4];
      for (int i = 0; i < 4; i++) {
        int value = Integer.parseInt(four.group(i + 1));
        if (value > 255) {
          return Optional.empty();
        }
        bytes[i] = (byte) value;
      }
      return Optional.of(ofBytes(bytes));
    }
    if (!text.contains(":") || !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    int tail = text.lastIndexOf(':') + 1;
    if (text.indexOf('.') >= 0 && !IPV4.matcher(text.substring(tail)).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Inet6Address.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Whether a lenient program would read the host as an IPv4 address: its last label is a number
  /// (WHATWG URL, "ends in a number").
  static boolean endsInNumber(String host) {
    var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
  }

  static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("neither 4 nor 16 bytes", e);
    }
  }
}
