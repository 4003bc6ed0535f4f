package io.oratio.media.path;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.oratio.media.rtp.RtpHeader;
import io.oratio.media.rtp.RtpPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;

/// A socket that speaks RTP by hand: what a stranger or an odd phone would send, and exactly what
/// we sent to it. For one thread.
public final class RawPeer implements AutoCloseable {
  private final DatagramChannel socket;
  private final Selector selector;
  private final ByteBuffer in = ByteBuffer.allocate(2048);

  /// One packet as it came.
  public record Packet(
      int payloadType, boolean hasMarker, int sequence, int timestamp, int ssrc, byte[] payload) {}

  /// A peer on any free port of this machine.
  public RawPeer() throws IOException {
    this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /// A peer on this address.
  public RawPeer(InetSocketAddress address) throws IOException {
    socket = DatagramChannel.open();
    socket.setOption(StandardSocketOptions.SO_RCVBUF, 512 * 1024);
    socket.bind(address);
    socket.configureBlocking(false);
    selector = Selector.open();
    socket.register(selector, SelectionKey.OP_READ);
  }

  /// Where it listens and sends from.
  public InetSocketAddress address() {
    try {
      return (InetSocketAddress) socket.getLocalAddress();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Sends one packet.
  public void send(
      InetSocketAddress to, int payloadType, int sequence, int timestamp, int ssrc, byte[] payload)
      throws IOException {
    ByteBuf packet = Unpooled.buffer();
    RtpHeader.write(packet, payloadType, false, sequence, timestamp, ssrc);
    packet.writeBytes(payload);
    sendBytes(to, packet);
  }

  /// Sends any bytes.
  public void sendBytes(InetSocketAddress to, ByteBuf bytes) throws IOException {
    socket.send(bytes.nioBuffer(), to);
  }

  /// The next datagram of any kind, or nothing within the time.
  public Optional<ByteBuf> datagram(Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      in.clear();
      if (Thread.interrupted()) {
        throw new AssertionError("the test took too long");
      }
      if (socket.receive(in) != null) {
        in.flip();
        return Optional.of(Unpooled.copiedBuffer(in));
      }
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return Optional.empty();
      }
      selector.select(leftMs);
      selector.selectedKeys().clear();
    }
  }

  /// The next RTP packet.
  ///
  /// @throws AssertionError when none comes within ten seconds
  public Packet next() throws IOException {
    return next(Duration.ofSeconds(10)).orElseThrow(() -> new AssertionError("nothing was sent"));
  }

  /// The next RTP packet, or nothing within the time.
  public Optional<Packet> next(Duration patience) throws IOException {
    RtpPacket view = new RtpPacket();
    while (true) {
      Optional<ByteBuf> datagram = datagram(patience);
      if (datagram.isEmpty()) {
        return Optional.empty();
      }
      if (view.read(datagram.get()) == RtpPacket.Verdict.OK) {
        byte[] payload = new byte[view.payloadBytes()];
        view.copyPayload(payload, 0);
        return Optional.of(
            new Packet(
                view.payloadType(),
                view.hasMarker(),
                view.sequenceNumber(),
                view.timestamp(),
                view.ssrc(),
                payload));
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    selector.close();
  }
}
