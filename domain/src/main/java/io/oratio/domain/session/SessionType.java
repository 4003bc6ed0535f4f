package io.oratio.domain.session;

import java.util.Locale;

/// Whether a conversation is spoken or written.
public enum SessionType {
  VOICE,
  TEXT;

  /// As it stands in JSON and in the tables.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for another word
  public static SessionType fromWire(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
