package io.oratio.gateway.sip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;

/// The bytes of a TCP connection cut into messages (RFC 3261 §18.3), each complete and readable
/// before the stack sees its first byte. Several messages in one segment, one in many, and the
/// pings of RFC 5626 §3.5.1 are all the same here. A message that breaks the framing ends the
/// connection, because nobody knows where the next one begins. Used by the one thread that reads
/// the connection.
final class FramedInput extends InputStream {
  private static final byte[] PONG = {'\r', '\n'};
  private static final byte[] PING = {'\r', '\n', '\r', '\n'};

  private final Socket socket;
  private final InputStream raw;
  private final OutputStream answers;
  private final InetSocketAddress origin;
  private final SipLimits limits;
  private final SourceGate gate;
  private final SipCounters counters;
  private final String server;
  private final MessageReader reader = new MessageReader();
  private final byte[] held;
  private int heldBytes;
  private byte[] ready = new byte[0];
  private int given;

  FramedInput(
      Socket socket,
      InputStream raw,
      OutputStream answers,
      SipLimits limits,
      SourceGate gate,
      SipCounters counters,
      String server) {
    this.socket = socket;
    this.raw = raw;
    this.answers = answers;
    this.origin = new InetSocketAddress(socket.getInetAddress(), socket.getPort());
    this.limits = limits;
    this.gate = gate;
    this.counters = counters;
    this.server = server;
    this.held = new byte[limits.messageBytes()];
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (given == ready.length) {
      if (!nextMessage()) {
        return -1;
      }
    }
    int bytes = Math.min(length, ready.length - given);
    System.arraycopy(ready, given, into, offset, bytes);
    given += bytes;
    return bytes;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }

  /// Waits for one whole message and makes it ready, or says that the connection is over.
  private boolean nextMessage() throws IOException {
    while (true) {
      answerPings();
      int whole = wholeMessageBytes();
      if (whole < 0) {
        return false;
      }
      if (whole > 0) {
        byte[] message = Arrays.copyOf(held, whole);
        drop(whole);
        if (isReadable(message)) {
          ready = message;
          given = 0;
          return true;
        }
      } else if (!readMore()) {
        return false;
      }
    }
  }

  private void answerPings() throws IOException {
    while (true) {
      if (startsWith(PING)) {
        drop(PING.length);
        synchronized (answers) {
          answers.write(PONG);
          answers.flush();
        }
      } else if (heldBytes > 0
              && (held[0] == '\n' || held[0] == '\r' && heldBytes > 1 && held[1] != '\n')
          || heldBytes > 2 && held[0] == '\r' && held[2] != '\r') {
        drop(1);
      } else {
        return;
      }
    }
  }

  /// The length of the message at the front; 0 when it is not complete, -1 when the connection must
  /// end.
  private int wholeMessageBytes() {
    if (heldBytes == 0 || held[0] == '\r' || held[0] == '\n') {
      return 0;
    }
    int head = headBytes();
    if (head == 0) {
      return heldBytes < held.length ? 0 : refuse(held, 513, "Message Too Large");
    }
    byte[] headers = Arrays.copyOf(held, head);
    List<String> lengths = RawMessage.of(headers).values("content-length");
    if (lengths.size() != 1 || !lengths.getFirst().matches("[0-9]{1,9}")) {
      return refuse(headers, 400, "Bad Content-Length");
    }
    int whole = head + Integer.parseInt(lengths.getFirst());
    if (whole > limits.messageBytes()) {
      return refuse(headers, 513, "Message Too Large");
    }
    return heldBytes >= whole ? whole : 0;
  }

  private int refuse(byte[] headers, int status, String reason) {
    counters.count(status == 513 ? SipCounter.OVERSIZED : SipCounter.BAD_MESSAGE);
    answer(headers, status, reason);
    return -1;
  }

  private void answer(byte[] message, int status, String reason) {
    if (!gate.deservesRefusal(origin.getAddress())) {
      return;
    }
    RawMessage.of(message)
        .refusal(status, reason, origin, server)
        .ifPresent(
            answer -> {
              try {
                synchronized (answers) {
                  answers.write(answer);
                  answers.flush();
                }
              } catch (IOException e) {
                counters.count(SipCounter.SEND_FAILED);
              }
            });
  }

  private boolean isReadable(byte[] message) {
    try {
      reader.read(message, true, "TCP");
      return true;
    } catch (MessageReader.Refused refused) {
      counters.count(SipCounter.BAD_MESSAGE);
      answer(message, refused.status(), refused.reason());
      return false;
    }
  }

  private int headBytes() {
    for (int i = 3; i < heldBytes; i++) {
      if (held[i] == '\n' && held[i - 1] == '\r' && held[i - 2] == '\n' && held[i - 3] == '\r') {
        return i + 1;
      }
    }
    return 0;
  }

  /// Nothing held: the connection may be silent long. Half a message held: it must go on soon.
  private boolean readMore() throws IOException {
    boolean isPartial = heldBytes > 0;
    socket.setSoTimeout(
        Math.toIntExact(
            (isPartial ? limits.partialMessage() : limits.idleConnection()).toMillis()));
    try {
      int bytes = raw.read(held, heldBytes, held.length - heldBytes);
      if (bytes < 0) {
        return false;
      }
      heldBytes += bytes;
      return true;
    } catch (SocketTimeoutException e) {
      counters.count(SipCounter.CONNECTION_REFUSED);
      return false;
    }
  }

  private boolean startsWith(byte[] prefix) {
    return heldBytes >= prefix.length
        && Arrays.equals(held, 0, prefix.length, prefix, 0, prefix.length);
  }

  private void drop(int bytes) {
    System.arraycopy(held, bytes, held, 0, heldBytes - bytes);
    heldBytes -= bytes;
  }
}
