package io.oratio.engine.local.answering;

import io.oratio.engine.local.hearing.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A sentence as the words that matter in it: without the small words everybody uses, and reduced
/// to stems, so that `opening hours` meets `when do you open`.
final class Phrase {
  private static final Set<String> SMALL =
      Set.of(
          "a",
          "an",
          "the",
          "is",
          "are",
          "am",
          "was",
          "be",
          "been",
          "it",
          "its",
          "it's",
          "this",
          "that",
          "these",
          "those",
          "i",
          "i'm",
          "i'd",
          "i'll",
          "i've",
          "me",
          "my",
          "we",
          "our",
          "us",
          "you",
          "your",
          "he",
          "she",
          "they",
          "do",
          "does",
          "did",
          "can",
          "could",
          "would",
          "will",
          "shall",
          "should",
          "may",
          "might",
          "to",
          "of",
          "in",
          "on",
          "at",
          "by",
          "for",
          "from",
          "with",
          "and",
          "or",
          "but",
          "so",
          "if",
          "then",
          "there",
          "here",
          "please",
          "want",
          "like",
          "need",
          "have",
          "has",
          "had",
          "get",
          "tell",
          "know",
          "say",
          "just",
          "some",
          "any",
          "about",
          "let",
          "ask",
          "question",
          "um",
          "uh",
          "er",
          "ah",
          "oh",
          "well",
          "hello",
          "hi",
          "hey",
          "thanks",
          "thank",
          "okay",
          "ok",
          "yes",
          "no",
          "not",
          "what",
          "what's",
          "which",
          "as",
          "also",
          "really",
          "very",
          "actually",
          "maybe");

  private final Set<String> stems;

  private Phrase(Set<String> stems) {
    this.stems = stems;
  }

  /// When nothing but small words is there, they count after all: `what is it`.
  static Phrase of(String text) {
    List<String> words = Words.of(text);
    Set<String> stems = new LinkedHashSet<>();
    for (String word : words) {
      if (!SMALL.contains(word)) {
        stems.add(Stems.of(word));
      }
    }
    if (stems.isEmpty()) {
      words.forEach(it -> stems.add(Stems.of(it)));
    }
    return new Phrase(Set.copyOf(stems));
  }

  Set<String> stems() {
    return stems;
  }
}
