package io.oratio.standalone.shell;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// A form with files (RFC 7578). Files are read while they are sent.
final class Multipart {
  private final String boundary = "oratio-" + UUID.randomUUID();
  private final List<BodyPublisher> parts = new ArrayList<>();

  Multipart json(String name, JsonNode value) {
    part("name=\"" + name + "\"", "application/json");
    parts.add(BodyPublishers.ofString(value.toString()));
    return this;
  }

  Multipart text(String name, String value) {
    part("name=\"" + name + "\"", "text/plain; charset=utf-8");
    parts.add(BodyPublishers.ofString(value));
    return this;
  }

  /// @param fileName where it is to lie, with slashes
  Multipart file(String name, String fileName, Path file) throws CannotDo {
    // As browsers escape it (WHATWG, multipart/form-data encoding).
    String escaped = fileName.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    part("name=\"" + name + "\"; filename=\"" + escaped + "\"", "application/octet-stream");
    try {
      parts.add(BodyPublishers.ofFile(file));
    } catch (FileNotFoundException _) {
      throw new CannotDo("There is no file " + file + ".");
    }
    return this;
  }

  private void part(String disposition, String mediaType) {
    write(
        (parts.isEmpty() ? "" : "\r\n")
            + "--"
            + boundary
            + "\r\nContent-Disposition: form-data; "
            + disposition
            + "\r\nContent-Type: "
            + mediaType
            + "\r\n\r\n");
  }

  private void write(String text) {
    parts.add(BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8)));
  }

  String mediaType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /// Called once, when all parts are there.
  BodyPublisher body() {
    write("\r\n--" + boundary + "--\r\n");
    return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
  }
}
