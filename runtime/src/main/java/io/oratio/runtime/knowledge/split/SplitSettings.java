package io.oratio.runtime.knowledge.split;

/// How large passages are.
///
/// @param targetWords what a passage of running text comes near to
/// @param mostWords what it never has more of
/// @param mostWordPieces the same as an embedding model counts ([WordPieces]); all-MiniLM-L6-v2
///   reads 256 and forgets the rest, and a title may be put in front
public record SplitSettings(int targetWords, int mostWords, int mostWordPieces) {
  public static final SplitSettings STANDARD = new SplitSettings(150, 180, 230);

  public SplitSettings {
    if (targetWords < 10 || mostWords < targetWords || mostWordPieces < mostWords) {
      throw new IllegalArgumentException(
          "passages of " + targetWords + " to " + mostWords + " words, " + mostWordPieces);
    }
  }
}
