package io.oratio.runtime.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on loopback that counts who connects, keeps the header of what it was asked, and then
/// says whatever a test wants, HTTP or not.
public final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /// What is said to one request.
  public interface Script {
    void say(String request, OutputStream out) throws IOException, InterruptedException;
  }

  public RawServer(Script script) throws IOException {
    this.script = script;
    this.socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  /// One that answers every request with the same text.
  public static RawServer saying(String answer) throws IOException {
    return new RawServer((_, out) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)));
  }

  public static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  public static String redirect(int status, String location) {
    return "HTTP/1.1 "
        + status
        + " Moved\r\nLocation: "
        + location
        + "\r\nContent-Length: 0\r\n\r\n";
  }

  public int port() {
    return socket.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  /// Each as it came: header lines, an empty line, the body.
  public List<String> requests() {
    return requests;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var peer = socket.accept();
        connections.incrementAndGet();
        open.add(peer);
        Thread.ofVirtual().start(() -> serve(peer));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void serve(Socket peer) {
    try (peer) {
      while (true) {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
          int b = peer.getInputStream().read();
          if (b < 0) {
            return;
          }
          request.append((char) b);
        }
        var length =
            request
                .toString()
                .lines()
                .filter(it -> it.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(it -> Integer.parseInt(it.substring(15).strip()))
                .findFirst()
                .orElse(0);
        request.append(
            new String(peer.getInputStream().readNBytes(length), StandardCharsets.UTF_8));
        requests.add(request.toString());
        script.say(request.toString(), peer.getOutputStream());
        peer.getOutputStream().flush();
      }
    } catch (IOException | InterruptedException _) {
      // The client went away: its right.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (var peer : open) {
      peer.close();
    }
  }
}
