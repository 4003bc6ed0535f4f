package io.oratio.media.wire;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Owns the event loops of all media and lends ports. One for the process.
///
/// Any thread may call it, except that [#lend()] makes system calls and is not for an event loop.
public final class Wire implements AutoCloseable {
  /// Larger than any RTP packet we accept (60 ms of 16-bit sound at 16 kHz is 1932 bytes).
  static final int DATAGRAM_BYTES_MAX = 2048;

  private static final int TRIES_MAX = 64;
  private static final int RTCP_BUFFER_BYTES = 32 * 1024;
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  private final WireSettings settings;
  private final LongSupplier nanoTime;
  private final PortPool pool;
  private final MultiThreadIoEventLoopGroup loops;
  private final WireCounters.Counting counting = new WireCounters.Counting();
  private final Set<MediaPort> lent = ConcurrentHashMap.newKeySet();

  /// A wire on the system's clock and a random source that cannot be guessed.
  public Wire(WireSettings settings) {
    this(settings, new SecureRandom(), System::nanoTime);
  }

  /// A wire on a clock and a random source of the caller's.
  public Wire(WireSettings settings, RandomGenerator random, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.pool =
        new PortPool(
            settings.firstPort(),
            settings.lastPort(),
            settings.quarantine().toNanos(),
            random,
            nanoTime);
    this.loops =
        new MultiThreadIoEventLoopGroup(
            settings.eventLoops(),
            new DefaultThreadFactory("media", true),
            NioIoHandler.newFactory());
  }

  /// Lends a pair of ports, both bound and owned by one event loop.
  ///
  /// @throws NoPortFree when the range is used up
  public MediaPort lend() throws NoPortFree {
    for (int i = 0; i < TRIES_MAX; i++) {
      OptionalInt port = pool.take();
      if (port.isEmpty()) {
        break;
      }
      try {
        return open(port.getAsInt());
      } catch (IOException _) {
        // Another program has one of the two: rest it and draw again.
        counting.busy();
        pool.giveBack(port.getAsInt());
      }
    }
    counting.refused();
    throw new NoPortFree(
        "no free pair of UDP ports in "
            + settings.firstPort()
            + "-"
            + settings.lastPort()
            + " on "
            + settings.bindAddress().getHostAddress());
  }

  /// The next event loop, for a call whose sound does not come by UDP.
  public EventLoop loop() {
    return loops.next();
  }

  /// What has been lent and seen so far.
  public WireCounters counters() {
    return counting.now(pool);
  }

  /// Closes every port still lent and stops the event loops; waits a few seconds at most.
  @Override
  public void close() {
    for (MediaPort port : lent) {
      port.close();
    }
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  private MediaPort open(int evenPort) throws IOException {
    DatagramChannel rtp = bind(evenPort, settings.receiveBufferBytes());
    DatagramChannel rtcp;
    try {
      rtcp = bind(evenPort + 1, RTCP_BUFFER_BYTES);
    } catch (IOException e) {
      rtp.close();
      throw e;
    }
    EventLoop loop = loops.next();
    MediaPort port = new MediaPort(rtp, rtcp, loop, nanoTime, counting, this::takeBack);
    lent.add(port);
    counting.lent();
    register(loop, port.rtpChannel());
    register(loop, port.rtcpChannel());
    return port;
  }

  private void takeBack(MediaPort port) {
    lent.remove(port);
    counting.returned();
    pool.giveBack(port.rtpAddress().getPort());
  }

  private static void register(EventLoop loop, Channel channel) {
    channel.config().setAllocator(PooledByteBufAllocator.DEFAULT);
    channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(DATAGRAM_BYTES_MAX));
    loop.register(channel);
  }

  private DatagramChannel bind(int port, int receiveBufferBytes) throws IOException {
    ProtocolFamily family =
        settings.bindAddress() instanceof Inet4Address
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    DatagramChannel socket = DatagramChannel.open(family);
    try {
      socket.configureBlocking(false);
      socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
      socket.bind(new InetSocketAddress(settings.bindAddress(), port));
      mark(socket, StandardSocketOptions.IP_TOS, settings.dscp() << 2);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void mark(DatagramChannel socket, SocketOption<Integer> option, int value) {
    try {
      socket.setOption(option, value);
    } catch (IOException | UnsupportedOperationException e) {
      // A courtesy to the network that some systems forbid: the call works without it.
      LOG.debug("packets go out unmarked: {}", e.getMessage());
    }
  }
}
