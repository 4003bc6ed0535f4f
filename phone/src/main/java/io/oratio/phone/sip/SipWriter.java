package io.oratio.phone.sip;

import java.nio.charset.StandardCharsets;

/// Writes a message as RFC 3261 §7 wants it; Content-Length is counted here and nowhere else.
final class SipWriter {
  private SipWriter() {}

  static byte[] write(SipMessage message) {
    StringBuilder head = new StringBuilder(512);
    head.append(message.startLine()).append("\r\n");
    for (Headers.Header row : message.headers().rows()) {
      if (!row.name().equalsIgnoreCase("Content-Length")) {
        head.append(row.name()).append(": ").append(row.value()).append("\r\n");
      }
    }
    head.append("Content-Length: ").append(message.body().length).append("\r\n\r\n");
    byte[] headBytes = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[headBytes.length + message.body().length];
    System.arraycopy(headBytes, 0, whole, 0, headBytes.length);
    System.arraycopy(message.body(), 0, whole, headBytes.length, message.body().length);
    return whole;
  }
}
