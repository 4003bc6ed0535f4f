package io.oratio.runtime.knowledge.split;

/// Reckons how many pieces a word-piece tokenizer makes of a text, without its vocabulary and on
/// the high side: a common word is one, a long or foreign one several, each sign is one.
public final class WordPieces {
  private static final int LETTERS_OF_ONE = 8;
  private static final int LETTERS_OF_MORE = 3;
  private static final int DIGITS_OF_ONE = 2;

  private WordPieces() {}

  /// How many pieces, roughly.
  public static int count(String text) {
    int pieces = 0;
    int letters = 0;
    int digits = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      boolean isIdeograph = Character.isIdeographic(c);
      if (Character.isLetter(c) && !isIdeograph) {
        letters++;
        continue;
      }
      if (Character.isDigit(c)) {
        digits++;
        continue;
      }
      pieces += ofLetters(letters) + ofDigits(digits);
      letters = 0;
      digits = 0;
      if (isIdeograph || !Character.isWhitespace(c)) {
        pieces++;
      }
    }
    return pieces + ofLetters(letters) + ofDigits(digits);
  }

  private static int ofLetters(int letters) {
    if (letters == 0) {
      return 0;
    }
    return 1 + Math.max(0, letters - LETTERS_OF_ONE + LETTERS_OF_MORE - 1) / LETTERS_OF_MORE;
  }

  private static int ofDigits(int digits) {
    return (digits + DIGITS_OF_ONE - 1) / DIGITS_OF_ONE;
  }
}
