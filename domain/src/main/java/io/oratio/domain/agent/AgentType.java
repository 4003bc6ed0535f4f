package io.oratio.domain.agent;

import java.util.Locale;

/// The channels an agent serves.
public enum AgentType {
  VOICE,
  TEXT,
  BOTH;

  /// As it stands in JSON and in the tables: `voice`, `text`, `both`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for a word that is none of the three
  public static AgentType fromWire(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
