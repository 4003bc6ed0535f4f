package io.oratio.runtime.knowledge.index;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The words of a passage that its vector is made of. Its title and place lead, for a passage often
/// leaves out what its heading says. Words of English that only hold a sentence together are left
/// out: retrieval on the scored set is as good without them, and embedding takes time by the word.
final class Meaning {
  private static final Set<String> HOLDING_TOGETHER =
      Set.of(
          ("the a an and or of to in on at is are be been was were it its this that these those"
                  + " with for from by as has have had will would can may must shall should than"
                  + " then there when which who whom whose if into out up so such we you your our"
                  + " us they their them he she his her i me my")
              .split(" "));

  private Meaning() {}

  static String of(Entry entry) {
    StringBuilder words = new StringBuilder();
    if (!entry.title().isBlank()) {
      words.append(entry.title()).append(". ");
    }
    if (!entry.place().isBlank() && !entry.place().equals(entry.title())) {
      words.append(entry.place()).append(". ");
    }
    return condensed(words.append(entry.text()).toString());
  }

  private static String condensed(String text) {
    String kept =
        Arrays.stream(text.split("\\s+"))
            .filter(it -> !HOLDING_TOGETHER.contains(it.toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(" "));
    return kept.isBlank() ? text : kept;
  }
}
