package io.oratio.runtime.knowledge.index;

/// The words of a passage that its vector is made of: its title and place lead, for a passage often
/// leaves out what its heading says.
final class Meaning {
  private Meaning() {}

  static String of(Entry entry) {
    StringBuilder words = new StringBuilder();
    if (!entry.title().isBlank()) {
      words.append(entry.title()).append(". ");
    }
    if (!entry.place().isBlank() && !entry.place().equals(entry.title())) {
      words.append(entry.place()).append(". ");
    }
    return words.append(entry.text()).toString();
  }
}
