package io.oratio.standalone.shell;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Server-sent events from a stream (WHATWG HTML §9.2), none of which may be endless. Ids and
/// comments are passed over.
final class EventLines {
  private static final int LONGEST = 4 << 20;

  private final InputStream in;

  /// @param name empty where it has none
  record Event(String name, String data) {}

  EventLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /// The next event that carries something; empty at the end of the stream.
  Optional<Event> next() throws IOException {
    String name = "";
    StringBuilder data = new StringBuilder();
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      String text = line.get();
      if (text.startsWith("event:")) {
        name = text.substring("event:".length()).strip();
      } else if (text.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(text.substring("data:".length()).strip());
        refuseLong(data.length());
      } else if (text.isEmpty() && !data.isEmpty()) {
        return Optional.of(new Event(name, data.toString()));
      } else if (text.isEmpty()) {
        name = "";
      }
    }
    return Optional.empty();
  }

  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      if (octet == '\n') {
        return Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
      }
      refuseLong(line.size());
      line.write(octet);
    }
    return Optional.empty();
  }

  private static void refuseLong(int size) throws IOException {
    if (size >= LONGEST) {
      throw new IOException("an event is longer than " + LONGEST + " bytes");
    }
  }
}
