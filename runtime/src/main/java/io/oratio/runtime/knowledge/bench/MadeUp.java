package io.oratio.runtime.knowledge.bench;

import io.oratio.runtime.knowledge.index.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Passages without sense but of the right size, the same at each run.
final class MadeUp {
  private static final String[] NOUNS =
      ("room booking invoice parcel doctor breakfast ticket contract garden engine battery window"
              + " customer delivery appointment insurance payment holiday kitchen bicycle library"
              + " student teacher station airport receipt guarantee address telephone certificate"
              + " meeting account computer medicine blanket bottle jacket licence machine package")
          .split(" ");
  private static final String[] VERBS =
      "costs needs covers includes replaces requires follows allows opens closes changes contains"
          .split(" ");
  private static final String[] LINKS =
      "the of a for with and in on to when after before without during from".split(" ");

  private final int words;

  MadeUp(int words) {
    this.words = words;
  }

  List<Entry> entries(int count) {
    Random random = new Random(42);
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < words; word++) {
        text.append(
                switch (word % 5) {
                  case 0, 2 -> one(LINKS, random);
                  case 1, 4 -> one(NOUNS, random);
                  default -> one(VERBS, random);
                })
            .append(word % 12 == 11 ? ". " : " ");
      }
      text.append("Number ").append(i).append('.');
      entries.add(
          Entry.ofDocument(
              "document-" + i / 20 + ".md", "Document " + i / 20, "", "", text.toString()));
    }
    return entries;
  }

  static String question(Random random) {
    return "what does the "
        + one(NOUNS, random)
        + " cost when the "
        + one(NOUNS, random)
        + " is closed for the "
        + one(NOUNS, random);
  }

  private static String one(String[] words, Random random) {
    return words[random.nextInt(words.length)];
  }
}
