package io.oratio.modelsimulator.protocol;

import java.util.ArrayList;
import java.util.List;

/// Tokens by rule of thumb: four characters each.
public final class Tokens {
  private static final int CHARS = 4;

  private Tokens() {}

  /// How many a text has; a text that is not blank has at least one.
  public static int count(String text) {
    return (text.length() + CHARS - 1) / CHARS;
  }

  /// The text in pieces as a stream brings them: words with the blank before them.
  public static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= text.length(); i++) {
      boolean isNewWord = i < text.length() && text.charAt(i) == ' ' && text.charAt(i - 1) != ' ';
      if (i == text.length() || isNewWord) {
        pieces.add(text.substring(from, i));
        from = i;
      }
    }
    return pieces;
  }

  /// A tool's arguments in pieces that end anywhere, as a stream brings them.
  public static List<String> fragments(String json) {
    List<String> fragments = new ArrayList<>();
    for (int i = 0; i < json.length(); i += 2 * CHARS) {
      fragments.add(json.substring(i, Math.min(json.length(), i + 2 * CHARS)));
    }
    return fragments;
  }
}
