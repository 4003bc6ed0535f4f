package io.oratio.gateway.sip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The TCP socket the stack accepts from: connections of strangers, and those beyond the limits,
/// are closed before the stack sees them. Connections we open ourselves are framed and counted the
/// same.
final class GatedServerSocket extends ServerSocket {
  private static final int BACKLOG = 128;

  private final SourceGate gate;
  private final SipLimits limits;
  private final SipCounters counters;
  private final String server;
  private final Set<FramedSocket> open = ConcurrentHashMap.newKeySet();
  private final Map<InetAddress, Integer> perSource = new ConcurrentHashMap<>();

  GatedServerSocket(
      InetAddress address,
      int port,
      SourceGate gate,
      SipLimits limits,
      SipCounters counters,
      String server)
      throws IOException {
    this.gate = gate;
    this.limits = limits;
    this.counters = counters;
    this.server = server;
    setReuseAddress(true);
    bind(new InetSocketAddress(address, port), BACKLOG);
  }

  @Override
  public Socket accept() throws IOException {
    while (true) {
      FramedSocket socket = new FramedSocket();
      implAccept(socket);
      if (admits(socket)) {
        socket.setTcpNoDelay(true);
        return socket;
      }
      socket.shut();
    }
  }

  /// A connection of ours to elsewhere, with the same framing.
  Socket connect(InetAddress address, int port, int timeoutMs) throws IOException {
    FramedSocket socket = new FramedSocket();
    try {
      socket.connect(new InetSocketAddress(address, port), timeoutMs);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      socket.shut();
      throw e;
    }
    enter(socket);
    return socket;
  }

  /// Whether a connection with that peer is open.
  boolean hasConnection(InetSocketAddress peer) {
    return open.stream().anyMatch(socket -> peer.equals(socket.getRemoteSocketAddress()));
  }

  int connections() {
    return open.size();
  }

  private boolean admits(FramedSocket socket) {
    InetAddress source = socket.getInetAddress();
    if (!gate.admits(source)) {
      return false;
    }
    if (open.size() >= limits.tcpConnections()
        || perSource.getOrDefault(source, 0) >= limits.tcpConnectionsPerSource()) {
      counters.count(SipCounter.CONNECTION_REFUSED);
      return false;
    }
    enter(socket);
    return true;
  }

  private void enter(FramedSocket socket) {
    open.add(socket);
    perSource.merge(socket.getInetAddress(), 1, Integer::sum);
  }

  private void leave(FramedSocket socket, InetAddress source) {
    if (open.remove(socket)) {
      perSource.computeIfPresent(source, (_, count) -> count > 1 ? count - 1 : null);
    }
  }

  private final class FramedSocket extends Socket {
    private InputStream framed = InputStream.nullInputStream();
    private boolean isFramed;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
      if (!isFramed) {
        isFramed = true;
        OutputStream answers = getOutputStream();
        framed =
            new FramedInput(this, super.getInputStream(), answers, limits, gate, counters, server);
      }
      return framed;
    }

    @Override
    public void close() throws IOException {
      InetAddress source = getInetAddress();
      super.close();
      if (source != null) {
        leave(this, source);
      }
    }

    private void shut() {
      try {
        setSoLinger(true, 0);
        close();
      } catch (IOException e) {
        counters.count(SipCounter.SEND_FAILED);
      }
    }
  }
}
