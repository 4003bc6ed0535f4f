package io.oratio.gateway.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

/// The UDP socket the stack reads: packets of strangers, packets that are too long and packets of a
/// flood never come out of it. `receive` is called by the stack's one reading thread.
final class GatedDatagramSocket extends DatagramSocket {
  private final SourceGate gate;
  private final SipLimits limits;
  private final SipCounters counters;
  private final AtomicInteger waiting = new AtomicInteger();

  GatedDatagramSocket(
      InetAddress address, int port, SourceGate gate, SipLimits limits, SipCounters counters)
      throws SocketException {
    super(new InetSocketAddress(address, port));
    this.gate = gate;
    this.limits = limits;
    this.counters = counters;
  }

  /// The stack's queue has no limit of its own; the parser says here that it took one out.
  void taken() {
    waiting.decrementAndGet();
  }

  @Override
  public void receive(DatagramPacket packet) throws IOException {
    byte[] buffer = packet.getData();
    while (true) {
      packet.setData(buffer, 0, buffer.length);
      super.receive(packet);
      if (admits(packet)) {
        Origin.append(
            buffer,
            packet.getLength(),
            new InetSocketAddress(packet.getAddress(), packet.getPort()));
        packet.setLength(packet.getLength() + Origin.BYTES);
        waiting.incrementAndGet();
        return;
      }
    }
  }

  private boolean admits(DatagramPacket packet) {
    if (!gate.admits(packet.getAddress())) {
      return false;
    }
    if (packet.getLength() > limits.messageBytes()
        || packet.getLength() + Origin.BYTES > packet.getData().length) {
      counters.count(SipCounter.OVERSIZED);
      return false;
    }
    if (isKeepAlive(packet)) {
      return false;
    }
    if (waiting.get() >= limits.packetsWaiting()) {
      counters.count(SipCounter.FLOOD_DROPPED);
      return false;
    }
    return true;
  }

  /// Blank packets keep a NAT binding open (RFC 5626 §3.5.1 for streams, common practice on UDP).
  private static boolean isKeepAlive(DatagramPacket packet) {
    if (packet.getLength() > 8) {
      return false;
    }
    for (int i = 0; i < packet.getLength(); i++) {
      byte each = packet.getData()[i];
      if (each != '\r' && each != '\n' && each != ' ' && each != 0) {
        return false;
      }
    }
    return true;
  }

  /// Sends to where a message came from, past the stack.
  void reply(byte[] message, InetSocketAddress destination) {
    try {
      send(new DatagramPacket(message, message.length, destination));
    } catch (IOException e) {
      counters.count(SipCounter.SEND_FAILED);
    }
  }
}
