package io.oratio.runtime.tool.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Percent-encoding that leaves only the unreserved characters as they are (RFC 3986 §2.3), so that
/// nothing encoded can end a segment, a parameter or the path.
public final class Percent {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Percent() {}

  public static String encoded(String text) {
    var encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return encoded.toString();
  }
}
