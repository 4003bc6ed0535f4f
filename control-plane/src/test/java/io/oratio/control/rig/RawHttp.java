package io.oratio.control.rig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A connection on which bytes are sent as they are, for what no client would send.
public final class RawHttp implements AutoCloseable {
  private final Socket socket;

  public RawHttp(URI base) throws IOException {
    this.socket = new Socket(base.getHost(), base.getPort());
    socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
  }

  /// Sends text as UTF-8.
  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /// All that comes until the other side closes.
  public String untilClosed() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException _) {
      // It closed while we were still sending: what came before counts.
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /// What comes until these words have come.
  public String until(String words) throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      all.write(next);
      if (all.toString(StandardCharsets.UTF_8).endsWith(words)) {
        return all.toString(StandardCharsets.UTF_8);
      }
    }
    throw new IOException("closed after: " + all.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
