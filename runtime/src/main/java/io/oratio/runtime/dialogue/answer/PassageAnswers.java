package io.oratio.runtime.dialogue.answer;

import io.oratio.runtime.dialogue.grammar.Tokens;
import io.oratio.runtime.dialogue.likeness.Likeness;
import io.oratio.runtime.dialogue.likeness.Stems;
import io.oratio.runtime.knowledge.Embedder;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the sentences of passages that answer a question. It remembers the vectors of sentences it
/// has met, within a bound. Safe from any thread.
public final class PassageAnswers {
  private static final int MOST_PASSAGES = 5;
  private static final int MOST_EMBEDDED = 24;
  private static final int MOST_REMEMBERED = 4000;
  private static final int MOST_SENTENCES = 3;
  private static final int LONGEST_ANSWER_CHARS = 380;
  private static final double MEANING = 0.7;
  private static final double WORDS = 0.3;
  private static final Pattern GOES_ON =
      Pattern.compile(
          "(?i)(it|this|that|these|those|they|he|she|there|then|however|but|otherwise|also|please"
              + "|after that|in that case|for this|if not|both|if so)\\b.*");

  private final Embedder embedder;
  private final Map<String, float[]> remembered = new LinkedHashMap<>(256, 0.75f, true);

  public PassageAnswers(Embedder embedder) {
    this.embedder = embedder;
  }

  /// Sentences and where they come from.
  ///
  /// @param score 0 to 1: how well the best of them fits the question
  public record Answer(String words, Passage source, double score) {}

  private record Candidate(Passage passage, List<String> sentences, int at, double lexical) {
    String sentence() {
      return sentences.get(at);
    }

    // A sentence means what its heading says it is about.
    String inPlace() {
      String place = passage.place();
      String heading = place.substring(place.lastIndexOf('>') + 1).strip();
      return heading.isEmpty() || heading.matches("(?i)(page|row|line|sheet) .*")
          ? passage.title() + ": " + sentence()
          : heading + ": " + sentence();
    }
  }

  /// The sentences of what was found that fit a question best.
  ///
  /// @param question its vector, of unit length
  /// @param words the question's stems that matter
  public Optional<Answer> best(Found found, float[] question, Set<String> words) {
    List<Candidate> candidates = candidates(found, words);
    List<float[]> vectors = vectors(candidates.stream().map(Candidate::inPlace).toList());
    Candidate best = null;
    double highest = -1;
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      double score = MEANING * dot(question, vectors.get(i)) + WORDS * candidates.get(i).lexical();
      scores.add(score);
      if (score > highest) {
        highest = score;
        best = candidates.get(i);
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Answer(spoken(best, highest, candidates, scores), best.passage(), highest));
  }

  private static List<Candidate> candidates(Found found, Set<String> words) {
    List<Passage> passages =
        found.passages().subList(0, Math.min(MOST_PASSAGES, found.passages().size()));
    List<Set<String>> stems = new ArrayList<>();
    List<Candidate> plain = new ArrayList<>();
    for (Passage passage : passages) {
      List<String> sentences = Sentences.of(passage.text());
      for (int i = 0; i < sentences.size(); i++) {
        plain.add(new Candidate(passage, sentences, i, 0));
        Set<String> all = new HashSet<>(Stems.thatMatter(Tokens.of(sentences.get(i))));
        all.addAll(Stems.thatMatter(Tokens.of(passage.place())));
        stems.add(all);
      }
    }
    Likeness likeness = new Likeness(stems);
    List<Candidate> weighed = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      Candidate it = plain.get(i);
      weighed.add(
          new Candidate(
              it.passage(), it.sentences(), it.at(), likeness.covered(words, stems.get(i))));
    }
    // The first sentences of the best passages are looked at even when they share no word.
    weighed.sort(
        Comparator.comparingDouble(
            (Candidate it) -> -it.lexical() - 0.2 * it.passage().score() + 0.01 * it.at()));
    return weighed.subList(0, Math.min(MOST_EMBEDDED, weighed.size()));
  }

  // The best sentence, and those after it that belong to it or fit nearly as well.
  private static String spoken(
      Candidate best, double highest, List<Candidate> candidates, List<Double> scores) {
    StringBuilder words = new StringBuilder(best.sentence());
    int taken = 1;
    for (int at = best.at() + 1; at < best.sentences().size() && taken < MOST_SENTENCES; at++) {
      String next = best.sentences().get(at);
      double score = 0;
      for (int i = 0; i < candidates.size(); i++) {
        Candidate it = candidates.get(i);
        if (it.passage() == best.passage() && it.at() == at) {
          score = scores.get(i);
        }
      }
      boolean belongs = GOES_ON.matcher(next).matches() || score >= 0.8 * highest;
      if (!belongs || words.length() + next.length() > LONGEST_ANSWER_CHARS) {
        break;
      }
      words.append(words.toString().matches("(?s).*[.!?…]$") ? " " : ". ").append(next);
      taken++;
    }
    return words.toString();
  }

  private List<float[]> vectors(List<String> texts) {
    Map<String, float[]> known = new LinkedHashMap<>();
    List<String> unknown;
    synchronized (remembered) {
      texts.forEach(it -> Optional.ofNullable(remembered.get(it)).ifPresent(v -> known.put(it, v)));
      unknown = texts.stream().filter(it -> !known.containsKey(it)).distinct().toList();
    }
    List<float[]> made = unknown.isEmpty() ? List.of() : embedder.embed(unknown);
    synchronized (remembered) {
      for (int i = 0; i < unknown.size(); i++) {
        known.put(unknown.get(i), made.get(i));
        remembered.put(unknown.get(i), made.get(i));
      }
      var oldest = remembered.entrySet().iterator();
      while (remembered.size() > MOST_REMEMBERED) {
        oldest.next();
        oldest.remove();
      }
    }
    return texts.stream().map(known::get).toList();
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
