package io.oratio.runtime.knowledge.split;

import io.oratio.runtime.knowledge.parse.Place;

/// What is not parted again: a sentence, a row, an item.
///
/// @param joint what stands between it and the atom before it in the same passage
/// @param leadIn said again where a list or table goes on in another passage; blank for none
/// @param isProse whether it may be said again at the beginning of the next passage
record Atom(String text, Joint joint, Place place, String leadIn, boolean isProse) {
  /// How an atom hangs on the one before it, the loosest first.
  enum Joint {
    /// Another paragraph, item or row.
    LINE("\n", 0),
    /// The same paragraph.
    SENTENCE(" ", 0.3),
    /// An answer after its question, the first item after what leads it in.
    BOUND("\n", 2);

    private final String between;
    private final double price;

    Joint(String between, double price) {
      this.between = between;
      this.price = price;
    }

    String between() {
      return between;
    }

    /// What parting here costs, against being off the target's whole size.
    double price() {
      return price;
    }
  }

  int words() {
    int words = 0;
    boolean isWithin = false;
    for (int at = 0; at < text.length(); at++) {
      boolean isPart = !Character.isWhitespace(text.charAt(at));
      words += isPart && !isWithin ? 1 : 0;
      isWithin = isPart;
    }
    return words;
  }

  int wordPieces() {
    return WordPieces.count(text);
  }
}
