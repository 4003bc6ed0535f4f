package io.oratio.control.session;

import io.oratio.domain.session.Turn;
import java.util.regex.Pattern;

/// What somebody said, on a line of its own.
final class Words {
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

  private Words() {}

  /// The words without line breaks and control characters, so that nobody's words look like another
  /// line.
  static String oneLine(String words) {
    return BREAKS.matcher(words).replaceAll(" ").strip();
  }

  /// Who says it, for a reader.
  static String speaker(Turn turn) {
    return switch (turn.role()) {
      case USER -> "Caller";
      case ASSISTANT -> "Agent";
      case TOOL -> "Tool";
    };
  }
}
