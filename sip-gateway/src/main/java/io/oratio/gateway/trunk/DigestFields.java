package io.oratio.gateway.trunk;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The parameters of an `Authorization` or `WWW-Authenticate` value of the scheme Digest (RFC 7616
/// §3.3, §3.4), read within limits.
public final class DigestFields {
  private static final int CHARS_MAX = 4096;
  private static final int FIELDS_MAX = 32;

  private final Map<String, String> fields;

  private DigestFields(Map<String, String> fields) {
    this.fields = fields;
  }

  /// Reads a header's value; nothing when it is not Digest, or not well formed.
  public static Optional<DigestFields> parse(String value) {
    String text = value.strip();
    if (text.length() > CHARS_MAX || !text.regionMatches(true, 0, "Digest ", 0, 7)) {
      return Optional.empty();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    int at = 7;
    while (at < text.length()) {
      int equals = text.indexOf('=', at);
      if (equals < 0 || fields.size() >= FIELDS_MAX) {
        return Optional.empty();
      }
      String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
      StringBuilder read = new StringBuilder();
      at = value(text, equals + 1, read);
      // A parameter twice is an attempt to be understood in two ways (RFC 7616 §3.4).
      if (at < 0 || name.isEmpty() || fields.putIfAbsent(name, read.toString()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new DigestFields(fields));
  }

  /// Reads one value, quoted or not, and the comma after it; -1 when it is not well formed.
  private static int value(String text, int from, StringBuilder read) {
    int at = skipSpaces(text, from);
    if (at < text.length() && text.charAt(at) == '"') {
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        read.append(text.charAt(at++));
      }
      if (at >= text.length()) {
        return -1;
      }
      at = skipSpaces(text, at + 1);
    } else {
      int comma = text.indexOf(',', at);
      int end = comma < 0 ? text.length() : comma;
      read.append(text.substring(at, end).strip());
      at = end;
    }
    if (at >= text.length()) {
      return at;
    }
    return text.charAt(at) == ',' ? skipSpaces(text, at + 1) : -1;
  }

  private static int skipSpaces(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /// A parameter by its lower-case name.
  public Optional<String> of(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  String orEmpty(String name) {
    return of(name).orElse("");
  }
}
