package io.oratio.media.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// A lent pair of UDP sockets: RTP on an even port, RTCP on the odd one above (RFC 3550 §11).
///
/// Packets arrive on [#loop()], and only there may be sent. Everything a [Receiver] or a sender is
/// handed is only lent for the length of the call.
public final class MediaPort {
  /// Takes what arrives, on the port's event loop.
  public interface Receiver {
    /// A datagram on the RTP port: RTP, or RTCP where both share it (RFC 5761), or anything else.
    void rtp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos);

    /// A datagram on the RTCP port.
    void rtcp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos);
  }

  private final DatagramChannel rtpSocket;
  private final DatagramChannel rtcpSocket;
  private final NioDatagramChannel rtp;
  private final NioDatagramChannel rtcp;
  private final InetSocketAddress rtpAddress;
  private final InetSocketAddress rtcpAddress;
  private final EventLoop loop;
  private final WireCounters.Counting counting;
  private final Consumer<MediaPort> whenClosed;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  // Written and read on the loop only, but for the first write, which a task hands over.
  private Receiver receiver;

  MediaPort(
      DatagramChannel rtpSocket,
      DatagramChannel rtcpSocket,
      EventLoop loop,
      LongSupplier nanoTime,
      WireCounters.Counting counting,
      Consumer<MediaPort> whenClosed)
      throws IOException {
    this.rtpSocket = rtpSocket;
    this.rtcpSocket = rtcpSocket;
    this.rtpAddress = (InetSocketAddress) rtpSocket.getLocalAddress();
    this.rtcpAddress = (InetSocketAddress) rtcpSocket.getLocalAddress();
    this.loop = loop;
    this.counting = counting;
    this.whenClosed = whenClosed;
    this.receiver = new Nobody(counting);
    this.rtp = new NioDatagramChannel(rtpSocket);
    this.rtcp = new NioDatagramChannel(rtcpSocket);
    rtp.pipeline().addLast(new Arrivals(true, nanoTime));
    rtcp.pipeline().addLast(new Arrivals(false, nanoTime));
  }

  NioDatagramChannel rtpChannel() {
    return rtp;
  }

  NioDatagramChannel rtcpChannel() {
    return rtcp;
  }

  /// Where RTP is received, and what it is sent from.
  public InetSocketAddress rtpAddress() {
    return rtpAddress;
  }

  /// Where RTCP is received, and what it is sent from.
  public InetSocketAddress rtcpAddress() {
    return rtcpAddress;
  }

  /// The event loop that owns both sockets.
  public EventLoop loop() {
    return loop;
  }

  /// From now on datagrams go to this receiver; until the first call they are dropped and counted.
  /// Any thread.
  public void receive(Receiver other) {
    if (loop.inEventLoop()) {
      receiver = other;
    } else {
      loop.execute(() -> receiver = other);
    }
  }

  /// Sends the readable bytes from the RTP port, on the loop. The buffer stays the sender's and
  /// must be direct, or the system copies it.
  ///
  /// @return whether the system took it; a datagram it refuses is counted and lost
  public boolean sendRtp(ByteBuf datagram, InetSocketAddress to) {
    return send(rtpSocket, datagram, to);
  }

  /// Sends the readable bytes from the RTCP port, on the loop.
  public boolean sendRtcp(ByteBuf datagram, InetSocketAddress to) {
    return send(rtcpSocket, datagram, to);
  }

  // Straight to the socket: Netty's outbound pipeline would cost a promise and a queue entry per
  // packet, and has nothing to add where a full kernel buffer means "drop" anyway.
  private boolean send(DatagramChannel socket, ByteBuf datagram, InetSocketAddress to) {
    try {
      int length = datagram.readableBytes();
      int sent = socket.send(datagram.internalNioBuffer(datagram.readerIndex(), length), to);
      if (sent == length) {
        return true;
      }
    } catch (IOException | UnresolvedAddressException | UnsupportedAddressTypeException _) {
      // Counted below: no route, a closed socket or an address of the other family all mean that
      // this datagram is lost, and the next one is tried again.
    }
    counting.unsent();
    return false;
  }

  /// Lets both ports go; they rest before they are lent again. Any thread, any number of times.
  ///
  /// @return completed when both sockets are closed
  public CompletionStage<Void> close() {
    if (closing.compareAndSet(false, true)) {
      rtp.close().addListener(_ -> rtcp.close().addListener(_ -> letGo()));
    }
    return closed;
  }

  /// A closed socket keeps its port until the event loop selects once more, so that comes first.
  private void letGo() {
    if (loop.isShuttingDown()) {
      settle();
    } else {
      loop.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).addListener(_ -> settle());
    }
  }

  private void settle() {
    whenClosed.accept(this);
    closed.complete(null);
  }

  @Override
  public String toString() {
    return "MediaPort(" + rtpAddress.getPort() + ")";
  }

  private final class Arrivals extends SimpleChannelInboundHandler<DatagramPacket> {
    private final boolean isRtp;
    private final LongSupplier nanoTime;

    Arrivals(boolean isRtp, LongSupplier nanoTime) {
      this.isRtp = isRtp;
      this.nanoTime = nanoTime;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      long now = nanoTime.getAsLong();
      if (isRtp) {
        receiver.rtp(packet.content(), packet.sender(), now);
      } else {
        receiver.rtcp(packet.content(), packet.sender(), now);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // The root of a datagram: whatever one of them did to us, the next one is read.
      counting.failed();
    }
  }

  private record Nobody(WireCounters.Counting counting) implements Receiver {
    @Override
    public void rtp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
      counting.unclaimed();
    }

    @Override
    public void rtcp(ByteBuf datagram, InetSocketAddress from, long arrivalNanos) {
      counting.unclaimed();
    }
  }
}
