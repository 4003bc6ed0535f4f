package io.oratio.engine.local.hearing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A guess at how an English word that no dictionary knows is said: the longest spelling pattern
/// first, letter by letter at last. It serves names of firms and products.
final class Spelling {
  private static final int LONGEST = 4;
  private static final Map<String, String> PATTERNS =
      Map.ofEntries(
          Map.entry("tion", "SH AH N"),
          Map.entry("sion", "ZH AH N"),
          Map.entry("ough", "AO"),
          Map.entry("igh", "AY"),
          Map.entry("tch", "CH"),
          Map.entry("sch", "SH"),
          Map.entry("ch", "CH"),
          Map.entry("sh", "SH"),
          Map.entry("th", "TH"),
          Map.entry("ph", "F"),
          Map.entry("wh", "W"),
          Map.entry("gh", "G"),
          Map.entry("ck", "K"),
          Map.entry("ng", "NG"),
          Map.entry("qu", "K W"),
          Map.entry("kn", "N"),
          Map.entry("wr", "R"),
          Map.entry("ee", "IY"),
          Map.entry("ea", "IY"),
          Map.entry("oo", "UW"),
          Map.entry("ou", "AW"),
          Map.entry("ow", "OW"),
          Map.entry("oa", "OW"),
          Map.entry("ai", "EY"),
          Map.entry("ay", "EY"),
          Map.entry("ei", "EY"),
          Map.entry("ey", "IY"),
          Map.entry("ie", "IY"),
          Map.entry("io", "IY OW"),
          Map.entry("ia", "IY AH"),
          Map.entry("au", "AO"),
          Map.entry("aw", "AO"),
          Map.entry("oi", "OY"),
          Map.entry("oy", "OY"),
          Map.entry("ar", "AA R"),
          Map.entry("er", "ER"),
          Map.entry("ir", "ER"),
          Map.entry("or", "AO R"),
          Map.entry("ur", "ER"),
          Map.entry("ce", "S"),
          Map.entry("ci", "S IH"),
          Map.entry("cy", "S IY"),
          Map.entry("ge", "JH"),
          Map.entry("a", "AE"),
          Map.entry("b", "B"),
          Map.entry("c", "K"),
          Map.entry("d", "D"),
          Map.entry("e", "EH"),
          Map.entry("f", "F"),
          Map.entry("g", "G"),
          Map.entry("h", "HH"),
          Map.entry("i", "IH"),
          Map.entry("j", "JH"),
          Map.entry("k", "K"),
          Map.entry("l", "L"),
          Map.entry("m", "M"),
          Map.entry("n", "N"),
          Map.entry("o", "OW"),
          Map.entry("p", "P"),
          Map.entry("q", "K"),
          Map.entry("r", "R"),
          Map.entry("s", "S"),
          Map.entry("t", "T"),
          Map.entry("u", "AH"),
          Map.entry("v", "V"),
          Map.entry("w", "W"),
          Map.entry("x", "K S"),
          Map.entry("y", "IY"),
          Map.entry("z", "Z"));

  private Spelling() {}

  /// At least one phone for any word; letters outside a–z are passed over.
  static List<String> phones(String word) {
    List<String> phones = new ArrayList<>();
    int at = 0;
    while (at < word.length()) {
      at += sound(word, at, phones);
    }
    return phones.isEmpty() ? List.of("AH") : List.copyOf(phones);
  }

  private static int sound(String word, int at, List<String> phones) {
    boolean isFinalSilentE = word.charAt(at) == 'e' && at == word.length() - 1 && word.length() > 3;
    boolean isDoubled = at > 0 && word.charAt(at) == word.charAt(at - 1);
    if (isFinalSilentE) {
      return 1;
    }
    for (int length = Math.min(LONGEST, word.length() - at); length > 0; length--) {
      String sound = PATTERNS.get(word.substring(at, at + length));
      if (sound != null && !(isDoubled && length == 1)) {
        phones.addAll(Arrays.asList(sound.split(" ")));
        return length;
      }
    }
    return 1;
  }
}
