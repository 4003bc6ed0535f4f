package io.oratio.gateway.sip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// A scripted SIP peer on a real socket: it sends text as it is given and hands out what comes
/// back. It knows nothing of transactions, so a test sees every retransmission.
final class SipPeer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InetSocketAddress edge;
  private final Optional<DatagramSocket> udp;
  private final Optional<Socket> tcp;
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

  private SipPeer(InetSocketAddress edge, Optional<DatagramSocket> udp, Optional<Socket> tcp) {
    this.edge = edge;
    this.udp = udp;
    this.tcp = tcp;
  }

  static SipPeer udp(InetSocketAddress edge) throws IOException {
    return udp(edge, InetAddress.getByName("127.0.0.1"));
  }

  /// A peer at another loopback address, so that it is another source.
  static SipPeer udp(InetSocketAddress edge, InetAddress local) throws IOException {
    return new SipPeer(
        edge, Optional.of(new DatagramSocket(new InetSocketAddress(local, 0))), Optional.empty());
  }

  static SipPeer tcp(InetSocketAddress edge) throws IOException {
    return tcp(edge, InetAddress.getByName("127.0.0.1"));
  }

  static SipPeer tcp(InetSocketAddress edge, InetAddress local) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(local, 0));
    try {
      socket.connect(edge, 5000);
      socket.setTcpNoDelay(true);
    } catch (SocketException e) {
      // Reset before connect returned: to a test the same as reset just after.
      socket.close();
    }
    return new SipPeer(edge, Optional.empty(), Optional.of(socket));
  }

  String transport() {
    return udp.isPresent() ? "UDP" : "TCP";
  }

  int port() {
    return udp.map(DatagramSocket::getLocalPort)
        .or(() -> tcp.map(Socket::getLocalPort))
        .orElseThrow();
  }

  String address() {
    return udp.map(DatagramSocket::getLocalAddress)
        .or(() -> tcp.map(Socket::getLocalAddress))
        .orElseThrow()
        .getHostAddress();
  }

  InetSocketAddress edge() {
    return edge;
  }

  void send(String text) {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] bytes) {
    try {
      if (udp.isPresent()) {
        udp.get().send(new DatagramPacket(bytes, bytes.length, edge));
      } else {
        tcp.orElseThrow().getOutputStream().write(bytes);
        tcp.orElseThrow().getOutputStream().flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next message, or nothing within the time.
  Optional<SipText> receive(Duration within) {
    try {
      return udp.isPresent() ? datagram(udp.get(), within) : message(tcp.orElseThrow(), within);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next message, whatever it is.
  SipText next() {
    return receive(PATIENCE).orElseThrow(() -> new AssertionError("nothing came"));
  }

  /// The next response with this status; others before it are passed over.
  SipText response(int status) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<SipText> message = receive(Duration.ofNanos(end - System.nanoTime()));
      if (message.isPresent() && message.get().status() == status) {
        return message.get();
      }
    }
    throw new AssertionError("no " + status + " came");
  }

  /// The next final response to this method.
  SipText finalResponse(String method) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<SipText> message = receive(Duration.ofNanos(end - System.nanoTime()));
      if (message.isPresent()
          && message.get().status() >= 200
          && message.get().cseqMethod().equals(method)) {
        return message.get();
      }
    }
    throw new AssertionError("no final response to " + method + " came");
  }

  /// The next request with this method; others before it are passed over.
  SipText request(String method) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<SipText> message = receive(Duration.ofNanos(end - System.nanoTime()));
      if (message.isPresent() && message.get().method().equals(method)) {
        return message.get();
      }
    }
    throw new AssertionError("no " + method + " came");
  }

  /// Answers a request of the edge's.
  void answer(SipText request, String status, String... fields) {
    StringBuilder text = new StringBuilder("SIP/2.0 " + status + "\r\n");
    request.values("Via").forEach(via -> text.append("Via: ").append(via).append("\r\n"));
    text.append("From: ").append(request.the("From")).append("\r\n");
    text.append("To: ").append(request.the("To")).append("\r\n");
    text.append("Call-ID: ").append(request.the("Call-ID")).append("\r\n");
    text.append("CSeq: ").append(request.the("CSeq")).append("\r\n");
    String body = "";
    for (String field : fields) {
      if (field.startsWith("\r\n")) {
        body = field.substring(2);
      } else {
        text.append(field).append("\r\n");
      }
    }
    text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    send(text.toString());
  }

  /// Whether the other side has closed the connection, waiting for it a while.
  boolean isClosedByPeer() throws IOException {
    Socket socket = tcp.orElseThrow();
    if (socket.isClosed()) {
      return true;
    }
    socket.setSoTimeout((int) PATIENCE.toMillis());
    try {
      byte[] rest = new byte[4096];
      while (true) {
        int bytes = socket.getInputStream().read(rest);
        if (bytes < 0) {
          return true;
        }
        stream.write(rest, 0, bytes);
      }
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static Optional<SipText> datagram(DatagramSocket socket, Duration within)
      throws IOException {
    socket.setSoTimeout((int) Math.max(1, within.toMillis()));
    DatagramPacket packet = new DatagramPacket(new byte[65536], 65536);
    try {
      socket.receive(packet);
      return Optional.of(
          new SipText(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  private Optional<SipText> message(Socket socket, Duration within) throws IOException {
    long end = System.nanoTime() + within.toNanos();
    InputStream in = socket.getInputStream();
    while (true) {
      Optional<SipText> whole = takeWhole();
      if (whole.isPresent()) {
        return whole;
      }
      socket.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
      byte[] bytes = new byte[4096];
      try {
        int read = in.read(bytes);
        if (read < 0) {
          return Optional.empty();
        }
        stream.write(bytes, 0, read);
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
    }
  }

  private Optional<SipText> takeWhole() {
    String text = stream.toString(StandardCharsets.UTF_8);
    if (text.startsWith("\r\n")) {
      rest(text.substring(2));
      return Optional.of(new SipText("\r\n"));
    }
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return Optional.empty();
    }
    SipText headers = new SipText(text.substring(0, head + 4));
    int whole = head + 4 + Integer.parseInt(headers.header("Content-Length").orElse("0"));
    if (text.length() < whole) {
      return Optional.empty();
    }
    rest(text.substring(whole));
    return Optional.of(new SipText(text.substring(0, whole)));
  }

  private void rest(String text) {
    stream.reset();
    stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    udp.ifPresent(DatagramSocket::close);
    tcp.ifPresent(
        socket -> {
          try {
            socket.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
