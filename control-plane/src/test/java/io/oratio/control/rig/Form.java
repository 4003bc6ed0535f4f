package io.oratio.control.rig;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A form in parts, as a browser sends it (RFC 7578).
public final class Form {
  private static final String BOUNDARY = "oratio-test-boundary";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public Form text(String name, String value) {
    return part("name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
  }

  public Form json(String name, String value) {
    return part(
        "name=\"" + name + "\"", "application/json", value.getBytes(StandardCharsets.UTF_8));
  }

  public Form file(String name, String fileName, String mediaType, byte[] content) {
    return part("name=\"" + name + "\"; filename=\"" + fileName + "\"", mediaType, content);
  }

  public String mediaType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return whole.toByteArray();
  }

  private Form part(String disposition, String mediaType, byte[] content) {
    StringBuilder head = new StringBuilder("--").append(BOUNDARY).append("\r\n");
    head.append("Content-Disposition: form-data; ").append(disposition).append("\r\n");
    if (!mediaType.isEmpty()) {
      head.append("Content-Type: ").append(mediaType).append("\r\n");
    }
    out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(content);
    out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    return this;
  }
}
