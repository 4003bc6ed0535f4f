package io.oratio.runtime.tool.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Reads a stream of server-sent events (WHATWG HTML §9.2). Of one thread.
final class Events {
  private static final Duration USUAL_RETRY = Duration.ofMillis(200);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

  private final InputStream in;
  private final int messageBytes;
  private String lastId;
  private Duration retryDelay = USUAL_RETRY;
  private boolean isAfterReturn;
  private boolean isBegun;

  Events(InputStream in, int messageBytes) {
    this(in, messageBytes, "");
  }

  /// One that goes on after an earlier stream.
  Events(InputStream in, int messageBytes, String lastId) {
    this.in = new BufferedInputStream(in);
    this.messageBytes = messageBytes;
    this.lastId = lastId;
  }

  String lastId() {
    return lastId;
  }

  /// How long to wait before another stream is opened.
  Duration retryDelay() {
    return retryDelay;
  }

  /// What the next event with something in it says; empty at the end of the stream.
  Optional<String> next() throws IOException {
    var data = new StringBuilder();
    boolean hasData = false;
    boolean isMessage = true;
    while (true) {
      var line = line();
      if (line.isEmpty()) {
        return Optional.empty();
      }
      var text = line.get();
      if (text.isEmpty()) {
        if (hasData && isMessage && !data.toString().isBlank()) {
          return Optional.of(data.toString());
        }
        data.setLength(0);
        hasData = false;
        isMessage = true;
        continue;
      }
      int colon = text.indexOf(':');
      var field = colon < 0 ? text : text.substring(0, colon);
      var value = colon < 0 ? "" : text.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (field) {
        case "data" -> {
          if (data.length() + value.length() > messageBytes) {
            throw new IOException("an event is too long");
          }
          data.append(hasData ? "\n" : "").append(value);
          hasData = true;
        }
        case "event" -> isMessage = value.isEmpty() || value.equals("message");
        case "id" -> {
          if (value.matches("[\\x20-\\x7e]{1,512}")) {
            lastId = value;
          }
        }
        case "retry" -> {
          if (value.matches("\\d{1,7}")) {
            var asked = Duration.ofMillis(Long.parseLong(value));
            retryDelay = asked.compareTo(LONGEST_RETRY) < 0 ? asked : LONGEST_RETRY;
          }
        }
        default -> {
          // A comment, or a field of a later day.
        }
      }
    }
  }

  // A line ends in LF, CR or both.
  private Optional<String> line() throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        return Optional.empty();
      }
      boolean isSecondHalf = b == '\n' && isAfterReturn;
      isAfterReturn = b == '\r';
      if (isSecondHalf) {
        continue;
      }
      if (b == '\n' || b == '\r') {
        var text = line.toString(StandardCharsets.UTF_8);
        boolean hasMark = !isBegun && text.startsWith("\uFEFF");
        isBegun = true;
        return Optional.of(hasMark ? text.substring(1) : text);
      }
      if (line.size() > messageBytes) {
        throw new IOException("an event is too long");
      }
      line.write(b);
    }
  }
}
