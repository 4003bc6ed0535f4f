package io.oratio.runtime.prompt;

import java.nio.charset.StandardCharsets;

/// A part of a prompt.
///
/// @param name for the counter of what was shortened
/// @param keep the higher, the later it is shortened when the whole is too long
record Section(String name, int keep, String text) {
  /// Never shortened.
  static final int ALWAYS = Integer.MAX_VALUE;

  private static final String MARK = "\n(shortened)\n";

  int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// The same section with at least so many bytes less, cut between lines; nothing is left of it
  /// when that does not suffice.
  Section lessBytes(int surplus) {
    int most = bytes() - surplus - MARK.length();
    StringBuilder kept = new StringBuilder();
    int used = 0;
    boolean isBlock = false;
    for (String line : text.split("(?<=\n)")) {
      int length = line.getBytes(StandardCharsets.UTF_8).length;
      if (used + length > most - (isBlock ? "END DATA\n".length() : 0)) {
        break;
      }
      isBlock = line.startsWith("BEGIN DATA") || isBlock && !line.startsWith("END DATA");
      kept.append(line);
      used += length;
    }
    if (isBlock) {
      kept.append("END DATA\n");
    }
    return new Section(name, keep, kept.isEmpty() ? "" : kept + MARK.substring(1));
  }
}
