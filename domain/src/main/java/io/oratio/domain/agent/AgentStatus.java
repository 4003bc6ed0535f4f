package io.oratio.domain.agent;

import java.util.Locale;

/// Where an agent's life stands. Only an `ACTIVE` one is connected to a caller.
public enum AgentStatus {
  CREATING,
  ACTIVE,
  FAILED,
  PAUSED;

  /// As it stands in JSON and in the tables: `creating`, `active`, `failed`, `paused`.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for a word that is none of the four
  public static AgentStatus fromWire(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
