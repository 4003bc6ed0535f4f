package io.oratio.standalone.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The lines of a stream, none of which may be endless.
final class EventLines {
  private static final int LONGEST = 4 << 20;

  private final InputStream in;

  EventLines(InputStream in) {
    this.in = new java.io.BufferedInputStream(in);
  }

  /// The next line without its end; empty at the end of the stream.
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (octet == '\n') {
        return Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
      }
      if (line.size() >= LONGEST) {
        throw new IOException("an event is longer than " + LONGEST + " bytes");
      }
      line.write(octet);
    }
    return Optional.empty();
  }
}
