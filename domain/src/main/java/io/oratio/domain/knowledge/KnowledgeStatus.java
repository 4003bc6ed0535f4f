package io.oratio.domain.knowledge;

import java.util.Locale;

/// Whether a knowledge base can be asked.
public enum KnowledgeStatus {
  NOTREADY,
  READY,
  FAILED;

  /// As it stands in JSON and in the tables.
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException for another word
  public static KnowledgeStatus fromWire(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
