package io.oratio.phone.sip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Cuts a byte stream into messages by Content-Length (RFC 3261 §18.3). One thread.
final class SipStream {
  private final InputStream in;
  private byte[] buffer = new byte[4096];
  private int filled;

  SipStream(InputStream in) {
    this.in = in;
  }

  /// Waits for the next message; empty at the end of the stream.
  ///
  /// @throws MalformedSip if what comes is none; the stream cannot be read on afterwards
  Optional<SipMessage> next() throws IOException, MalformedSip {
    int end = -1;
    int searched = 0;
    while (end < 0) {
      searched = dropLineEnds() ? 0 : searched;
      end = SipReader.endOfHead(buffer, searched, filled);
      // The end may lie across what is there and what comes next.
      searched = Math.max(0, filled - 3);
      if (end < 0 && !readMore()) {
        return Optional.empty();
      }
    }
    int whole = end + 4 + bodyBytes(new String(buffer, 0, end, StandardCharsets.UTF_8));
    while (filled < whole) {
      if (!readMore()) {
        return Optional.empty();
      }
    }
    SipMessage message = SipReader.read(buffer, whole);
    System.arraycopy(buffer, whole, buffer, 0, filled - whole);
    filled -= whole;
    return Optional.of(message);
  }

  /// Line ends between messages are keep-alives (RFC 5626 §3.5.1).
  private boolean dropLineEnds() {
    int start = 0;
    while (start < filled && (buffer[start] == '\r' || buffer[start] == '\n')) {
      start++;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
    }
    return start > 0;
  }

  private static int bodyBytes(String head) throws MalformedSip {
    for (String line : head.split("\r\n")) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (name.equals("content-length") || name.equals("l")) {
        int count = Parameters.number(line.substring(colon + 1).strip(), -1);
        if (count < 0 || count > SipReader.LONGEST_MESSAGE - head.length()) {
          throw new MalformedSip("Content-Length is out of range");
        }
        return count;
      }
    }
    throw new MalformedSip("no Content-Length on a stream");
  }

  private boolean readMore() throws IOException, MalformedSip {
    if (filled == buffer.length) {
      if (filled >= SipReader.LONGEST_MESSAGE) {
        throw new MalformedSip("longer than " + SipReader.LONGEST_MESSAGE + " bytes");
      }
      buffer = Arrays.copyOf(buffer, Math.min(2 * filled, SipReader.LONGEST_MESSAGE));
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, count);
    return count >= 0;
  }
}
