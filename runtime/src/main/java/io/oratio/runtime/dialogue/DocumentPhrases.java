package io.oratio.runtime.dialogue;

import io.oratio.runtime.dialogue.answer.Sentences;
import io.oratio.runtime.dialogue.answer.Sentences.Sentence;
import io.oratio.runtime.dialogue.grammar.Tokens;
import io.oratio.runtime.dialogue.likeness.Stems;
import io.oratio.runtime.knowledge.Passage;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a conversation should know of the agent's documents without reading them: headings first,
/// then the words that stand out, then short sentences.
public final class DocumentPhrases {
  private static final int MOST_HEADINGS = 200;
  private static final int MOST_WORDS = 400;
  private static final int MOST_SENTENCES = 200;
  private static final int LONGEST_SENTENCE_WORDS = 12;

  private DocumentPhrases() {}

  /// The phrases of these passages, at most 800.
  public static List<String> of(Collection<Passage> passages) {
    Set<String> headings = new LinkedHashSet<>();
    Map<String, Integer> counts = new HashMap<>();
    Set<String> sentences = new LinkedHashSet<>();
    for (Passage passage : passages) {
      headings.add(passage.title());
      for (String part : passage.place().split(">")) {
        headings.add(part.strip());
      }
      for (Sentence sentence : Sentences.of(passage.text())) {
        Tokens tokens = Tokens.of(sentence.spoken());
        new LinkedHashSet<>(tokens.words()).forEach(it -> counts.merge(it, 1, Integer::sum));
        if (tokens.size() <= LONGEST_SENTENCE_WORDS) {
          sentences.add(sentence.spoken());
        }
      }
    }
    Set<String> all = new LinkedHashSet<>();
    headings.stream()
        .filter(it -> !it.isBlank() && !it.matches("(?i)(page|row|line|sheet) .*"))
        .limit(MOST_HEADINGS)
        .forEach(all::add);
    counts.keySet().stream()
        .filter(it -> it.length() > 2 && it.chars().allMatch(Character::isLetter))
        .filter(it -> !Stems.isSmall(it))
        .sorted(Comparator.comparingInt((String it) -> -counts.get(it)).thenComparing(it -> it))
        .limit(MOST_WORDS)
        .forEach(all::add);
    sentences.stream().limit(MOST_SENTENCES).forEach(all::add);
    return List.copyOf(all);
  }
}
