package io.oratio.phone.dial;

import io.oratio.phone.sip.SipUri;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// Finds out at once whether a UDP port is shut, where a phone would else repeat its INVITE for
/// half a minute: sends a keep-alive (RFC 5626 §4.4.1) and listens for the system's refusal.
final class Doorbell {
  private static final int LISTEN_MS = 150;

  private Doorbell() {}

  /// Whether the other side's system said that nobody listens. No news is good news.
  static boolean isShut(SipUri uri) {
    byte[] lineEnds = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(uri.host()), uri.portOrDefault()));
      socket.setSoTimeout(LISTEN_MS);
      socket.send(new DatagramPacket(lineEnds, lineEnds.length));
      socket.receive(new DatagramPacket(new byte[16], 16));
      return false;
    } catch (PortUnreachableException e) {
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return false; // the call itself will tell what is wrong
    }
  }
}
