package io.oratio.runtime.knowledge.split;

import java.util.ArrayList;
import java.util.List;

/// Parts what alone is larger than a passage may be: after a clause's sign if there is one in the
/// later half, else between words, else within a word that nobody writes.
final class Oversize {
  private static final String CLAUSE_ENDS = ";,:)";

  private Oversize() {}

  static List<String> parts(String text, SplitSettings settings) {
    if (fits(text, settings)) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int words = 0;
    int pieces = 0;
    int clauseEnd = -1;
    for (String word : text.split("\\s+")) {
      for (String part : pieces(word, settings)) {
        int more = WordPieces.count(part);
        if (words + 1 > settings.mostWords() || pieces + more > settings.mostWordPieces()) {
          int cut = clauseEnd > open.length() / 2 ? clauseEnd : open.length();
          parts.add(open.substring(0, cut).strip());
          String rest = open.substring(cut).strip();
          open.setLength(0);
          open.append(rest);
          words = rest.isEmpty() ? 0 : rest.split(" ").length;
          pieces = WordPieces.count(rest);
          clauseEnd = -1;
        }
        open.append(open.isEmpty() ? "" : " ").append(part);
        words++;
        pieces += more;
        if (CLAUSE_ENDS.indexOf(open.charAt(open.length() - 1)) >= 0) {
          clauseEnd = open.length();
        }
      }
    }
    if (!open.isEmpty()) {
      parts.add(open.toString());
    }
    return parts;
  }

  private static boolean fits(String text, SplitSettings settings) {
    // No text has more word pieces than characters, so the short ones need no counting.
    return text.length() <= settings.mostWords()
        || WordPieces.count(text) <= settings.mostWordPieces()
            && text.split("\\s+").length <= settings.mostWords();
  }

  private static List<String> pieces(String word, SplitSettings settings) {
    if (WordPieces.count(word) <= settings.mostWordPieces() / 2) {
      return List.of(word);
    }
    int length = Math.max(1, settings.mostWordPieces() / 2);
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < word.length(); ) {
      int to = Math.min(word.length(), from + length);
      if (to < word.length() && Character.isHighSurrogate(word.charAt(to - 1))) {
        to++;
      }
      pieces.add(word.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
