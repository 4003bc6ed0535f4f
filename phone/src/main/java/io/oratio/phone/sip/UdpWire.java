package io.oratio.phone.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIP over one datagram socket (RFC 3261 §18): one message a datagram, read by one thread.
final class UdpWire implements SipWire {
  private static final Logger log = LoggerFactory.getLogger(UdpWire.class);

  /// Room for a burst of answers while the reader waits for a processor.
  private static final int SOCKET_BUFFER_BYTES = 1 << 20;

  private final DatagramSocket socket;
  private final InetSocketAddress local;
  private final Inbox inbox;
  private final SipCounters counters;
  private final Thread reader;

  UdpWire(InetSocketAddress bind, Inbox inbox, SipCounters counters) throws IOException {
    this.socket = new DatagramSocket(bind);
    socket.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
    this.local = (InetSocketAddress) socket.getLocalSocketAddress();
    this.inbox = inbox;
    this.counters = counters;
    this.reader =
        Thread.ofPlatform().daemon().name("phone-sip-udp-" + local.getPort()).unstarted(this::read);
  }

  void start() {
    reader.start();
  }

  @Override
  public InetSocketAddress localAddress() {
    return local;
  }

  @Override
  public void send(InetSocketAddress to, SipMessage message) {
    byte[] bytes = SipWriter.write(message);
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, to));
    } catch (IOException | IllegalArgumentException e) {
      counters.add(SipCounters.Count.UNSENT);
      log.debug("A datagram could not be sent: {}", e.getMessage());
    }
  }

  private void read() {
    DatagramPacket packet = new DatagramPacket(new byte[SipReader.LONGEST_MESSAGE], 0);
    while (!socket.isClosed()) {
      try {
        packet.setLength(SipReader.LONGEST_MESSAGE);
        socket.receive(packet);
        take(packet);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          log.debug("Reading a datagram failed: {}", e.getMessage());
        }
      }
    }
  }

  private void take(DatagramPacket packet) {
    Hop source = new Hop(Transport.UDP, (InetSocketAddress) packet.getSocketAddress());
    if (isKeepAlive(packet)) {
      return;
    }
    try {
      inbox.received(SipReader.read(packet.getData(), packet.getLength()), source);
    } catch (MalformedSip e) {
      inbox.refused(e, source);
    }
  }

  /// Nothing but line ends or zeros, as peers send to keep a NAT open (RFC 5626 §3.5.1).
  private static boolean isKeepAlive(DatagramPacket packet) {
    byte[] bytes = packet.getData();
    for (int i = 0; i < packet.getLength(); i++) {
      if (bytes[i] != '\r' && bytes[i] != '\n' && bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    socket.close();
  }
}
