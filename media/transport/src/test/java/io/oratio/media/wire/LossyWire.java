package io.oratio.media.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// A bad network between two peers on this machine, the same one each time for the same seed: it
/// loses, delays, reorders and repeats what passes.
///
/// Peer A sends to [#facingA()] and hears from there; peer B likewise. One thread relays.
public final class LossyWire implements AutoCloseable {
  private static final int DATAGRAM_BYTES_MAX = 2048;

  /// How bad it is.
  ///
  /// @param loss share of datagrams lost, 0 to 1
  /// @param duplicates share of datagrams that arrive twice
  /// @param delayMs of every datagram
  /// @param jitterMs on top of it, evenly spread; more than the packets' distance reorders them
  public record Weather(double loss, double duplicates, int delayMs, int jitterMs) {
    /// Everything arrives at once.
    public static final Weather FINE = new Weather(0, 0, 0, 0);
  }

  private record Travelling(
      long dueNanos, long order, DatagramChannel out, InetSocketAddress to, ByteBuffer bytes) {}

  private final DatagramChannel a;
  private final DatagramChannel b;
  private final InetSocketAddress facingA;
  private final InetSocketAddress facingB;
  private final Selector selector;
  private final Random random;
  private final PriorityQueue<Travelling> travelling =
      new PriorityQueue<>(
          Comparator.comparingLong(Travelling::dueNanos).thenComparingLong(Travelling::order));
  private final AtomicLong passed = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread;
  private volatile InetSocketAddress peerA;
  private volatile InetSocketAddress peerB;
  private volatile Weather weather;
  private volatile boolean isClosed;
  private long order;

  /// Begins to relay in fine weather, to nobody yet.
  public LossyWire(long seed) throws IOException {
    this.random = new Random(seed);
    this.weather = Weather.FINE;
    this.selector = Selector.open();
    this.a = open();
    this.b = open();
    this.facingA = (InetSocketAddress) a.getLocalAddress();
    this.facingB = (InetSocketAddress) b.getLocalAddress();
    this.peerA = facingA;
    this.peerB = facingB;
    this.thread = Thread.ofPlatform().daemon().name("lossy-wire").start(this::run);
  }

  /// Where peer A sends to.
  public InetSocketAddress facingA() {
    return facingA;
  }

  /// Where peer B sends to.
  public InetSocketAddress facingB() {
    return facingB;
  }

  /// Who the peers are.
  public LossyWire between(InetSocketAddress first, InetSocketAddress second) {
    peerA = first;
    peerB = second;
    return this;
  }

  /// Changes the weather.
  public LossyWire in(Weather other) {
    weather = other;
    return this;
  }

  /// Datagrams that arrived, repeated ones included.
  public long passed() {
    return passed.get();
  }

  /// Datagrams that did not.
  public long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    isClosed = true;
    selector.wakeup();
    try {
      thread.join(5000);
      a.close();
      b.close();
      selector.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private DatagramChannel open() throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    return channel;
  }

  private void run() {
    try {
      while (!isClosed) {
        Travelling next = travelling.peek();
        long waitMs =
            next == null ? 1000 : Math.ceilDiv(next.dueNanos() - System.nanoTime(), 1_000_000L);
        if (waitMs > 0) {
          selector.select(waitMs);
        }
        selector.selectedKeys().clear();
        take(a, b, peerB);
        take(b, a, peerA);
        deliver();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void take(DatagramChannel in, DatagramChannel out, InetSocketAddress to)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(DATAGRAM_BYTES_MAX);
    while (in.receive(buffer) != null) {
      buffer.flip();
      ByteBuffer bytes = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
      buffer.clear();
      Weather now = weather;
      if (random.nextDouble() < now.loss()) {
        lost.incrementAndGet();
        continue;
      }
      int copies = random.nextDouble() < now.duplicates() ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        long delay = (long) ((now.delayMs() + now.jitterMs() * random.nextDouble()) * 1e6);
        travelling.add(
            new Travelling(System.nanoTime() + delay, order++, out, to, bytes.duplicate()));
      }
    }
  }

  private void deliver() throws IOException {
    while (!travelling.isEmpty() && travelling.peek().dueNanos() - System.nanoTime() <= 0) {
      Travelling one = travelling.remove();
      one.out().send(one.bytes(), one.to());
      passed.incrementAndGet();
    }
  }
}
