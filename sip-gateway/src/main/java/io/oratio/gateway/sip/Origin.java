package io.oratio.gateway.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Where a datagram came from, carried behind its bytes from the socket to the parser: the stack
/// hands its parser the bytes alone, and only who knows the source may decide what a bad message is
/// answered with.
///
/// ```
///  message bytes | 16 bytes address | 1 byte its length (4, 16) | 2 bytes port
/// ```
final class Origin {
  static final int BYTES = 19;
  private static final int ADDRESS_BYTES = 16;

  private Origin() {}

  /// Writes the origin at `offset`; there must be room for [#BYTES].
  static void append(byte[] buffer, int offset, InetSocketAddress origin) {
    byte[] address = origin.getAddress().getAddress();
    Arrays.fill(buffer, offset, offset + BYTES, (byte) 0);
    System.arraycopy(address, 0, buffer, offset, address.length);
    buffer[offset + ADDRESS_BYTES] = (byte) address.length;
    buffer[offset + ADDRESS_BYTES + 1] = (byte) (origin.getPort() >> 8);
    buffer[offset + ADDRESS_BYTES + 2] = (byte) origin.getPort();
  }

  static InetSocketAddress read(byte[] message) {
    int offset = message.length - BYTES;
    int addressBytes = message[offset + ADDRESS_BYTES];
    int port =
        (message[offset + ADDRESS_BYTES + 1] & 0xFF) << 8
            | message[offset + ADDRESS_BYTES + 2] & 0xFF;
    try {
      return new InetSocketAddress(
          InetAddress.getByAddress(Arrays.copyOfRange(message, offset, offset + addressBytes)),
          port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes was written", e);
    }
  }

  static byte[] strip(byte[] message) {
    return Arrays.copyOf(message, message.length - BYTES);
  }
}
