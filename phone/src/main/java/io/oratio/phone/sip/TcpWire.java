package io.oratio.phone.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIP over TCP (RFC 3261 §18): listens, and connects where no connection to a peer is open. Each
/// connection has a virtual thread for reading and one for writing, so that a slow peer holds up
/// nobody.
final class TcpWire implements SipWire {
  private static final Logger log = LoggerFactory.getLogger(TcpWire.class);

  private static final int CONNECT_MS = 5_000;
  private static final int QUEUED_MESSAGES = 256;
  private static final int MOST_CONNECTIONS = 1_024;

  private final ServerSocket listener;
  private final InetSocketAddress local;
  private final Inbox inbox;
  private final SipCounters counters;
  private final Map<InetSocketAddress, Connection> connections = new ConcurrentHashMap<>();

  TcpWire(InetSocketAddress bind, Inbox inbox, SipCounters counters) throws IOException {
    this.listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(bind);
    this.local = (InetSocketAddress) listener.getLocalSocketAddress();
    this.inbox = inbox;
    this.counters = counters;
  }

  void start() {
    Thread.ofVirtual().name("phone-sip-tcp-" + local.getPort()).start(this::accept);
  }

  @Override
  public InetSocketAddress localAddress() {
    return local;
  }

  @Override
  public void send(InetSocketAddress to, SipMessage message) {
    Connection connection =
        connections.computeIfAbsent(to, peer -> new Connection(peer, Optional.empty()));
    connection.start();
    if (!connection.queue.offer(SipWriter.write(message))) {
      counters.add(SipCounters.Count.UNSENT);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        if (connections.size() >= MOST_CONNECTIONS) {
          counters.add(SipCounters.Count.TOO_MANY);
          socket.close();
          continue;
        }
        InetSocketAddress peer = (InetSocketAddress) socket.getRemoteSocketAddress();
        Connection connection = new Connection(peer, Optional.of(socket));
        connections.put(peer, connection);
        connection.start();
      } catch (IOException e) {
        log.debug("Accepting a connection failed: {}", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    closeQuietly(listener);
    connections.values().forEach(Connection::close);
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) { // it is being given up either way
      log.debug("Closing failed: {}", e.getMessage());
    }
  }

  /// One connection, from its making to its end.
  private final class Connection {
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>(QUEUED_MESSAGES);
    private final AtomicBoolean started = new AtomicBoolean();
    private final InetSocketAddress peer;
    private final Socket socket;
    private volatile boolean closed;

    Connection(InetSocketAddress peer, Optional<Socket> accepted) {
      this.peer = peer;
      this.socket = accepted.orElseGet(Socket::new);
    }

    void start() {
      if (started.compareAndSet(false, true)) {
        Thread.ofVirtual().name("phone-sip-tcp-out").start(this::write);
      }
    }

    private void write() {
      try {
        if (!socket.isConnected()) {
          socket.connect(peer, CONNECT_MS);
        }
        Thread.ofVirtual().name("phone-sip-tcp-in").start(this::read);
        while (!closed) {
          socket.getOutputStream().write(queue.take());
        }
      } catch (IOException e) {
        log.debug("A connection cannot be written to: {}", e.getMessage());
        if (!closed) {
          inbox.unreachable(new Hop(Transport.TCP, peer));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        close();
      }
    }

    private void read() {
      Hop source = new Hop(Transport.TCP, peer);
      try {
        SipStream stream = new SipStream(socket.getInputStream());
        Optional<SipMessage> message = stream.next();
        while (message.isPresent()) {
          inbox.received(message.get(), source);
          message = stream.next();
        }
      } catch (MalformedSip e) {
        inbox.refused(e, source);
      } catch (IOException e) {
        log.debug("A connection ended: {}", e.getMessage());
      } finally {
        close();
      }
    }

    void close() {
      closed = true;
      connections.remove(peer, this);
      closeQuietly(socket);
      // Wakes the writer, which then sees that it is over.
      queue.offer(new byte[0]);
    }
  }
}
