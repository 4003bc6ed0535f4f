package io.oratio.domain.session;

import java.util.Locale;

/// Where a conversation stands.
public enum SessionStatus {
  ACTIVE,
  COMPLETED,
  HANDOFF_REQUESTED,
  TRANSFERRED,
  ERROR;

  /// As it stands in JSON and in the tables, for example `handoff_requested`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for another word
  public static SessionStatus fromWire(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
