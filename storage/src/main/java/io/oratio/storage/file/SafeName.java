package io.oratio.storage.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A part of a key as a file's name that every file system takes. Letters, digits and `. _ -` stay;
/// every other byte of UTF-8 becomes `%XX` (RFC 3986 §2.1), and so does a dot at the beginning.
/// What would be too long keeps its beginning and gets `%~` and its SHA-256, which no shorter name
/// can have.
final class SafeName {
  private static final int LONGEST_BYTES = 200;
  private static final int KEPT_CHARS = 100;

  private SafeName() {}

  static String of(String part) {
    StringBuilder name = new StringBuilder(part.length());
    for (byte each : part.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (each & 0xFF);
      boolean isDotAtTheBeginning = letter == '.' && name.isEmpty();
      if (isPlain(letter) && !isDotAtTheBeginning) {
        name.append(letter);
      } else {
        name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    if (name.length() <= LONGEST_BYTES) {
      return name.toString();
    }
    return name.substring(0, KEPT_CHARS) + "%~" + sha256(part);
  }

  private static boolean isPlain(char letter) {
    return letter >= 'a' && letter <= 'z'
        || letter >= 'A' && letter <= 'Z'
        || letter >= '0' && letter <= '9'
        || letter == '.'
        || letter == '_'
        || letter == '-';
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
