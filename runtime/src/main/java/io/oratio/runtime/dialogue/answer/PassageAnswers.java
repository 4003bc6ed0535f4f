package io.oratio.runtime.dialogue.answer;

import io.oratio.runtime.dialogue.answer.Sentences.Sentence;
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
  private static final int MOST_PASSAGES = 6;
  private static final int MOST_EMBEDDED = 16;
  private static final int MOST_REMEMBERED = 4000;
  private static final int MOST_SENTENCES = 3;
  private static final int LONGEST_ANSWER_CHARS = 380;
  private static final double MEANING = 0.65;
  private static final double WORDS = 0.35;
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
  /// @param stems of the best of them and of its heading
  public record Answer(String words, Passage source, double score, Set<String> stems) {}

  private record Candidate(
      Passage passage, List<Sentence> sentences, int at, Set<String> stems, double lexical) {
    Sentence sentence() {
      return sentences.get(at);
    }

    Candidate weighed(double weight) {
      return new Candidate(passage, sentences, at, stems, weight);
    }

    // A sentence means what its heading says it is about.
    String inPlace() {
      String place = passage.place();
      String heading = place.substring(place.lastIndexOf('>') + 1).strip();
      return heading.isEmpty() || heading.matches("(?i)(page|row|line|sheet) .*")
          ? passage.title() + ": " + sentence().meant()
          : heading + ": " + sentence().meant();
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
        new Answer(
            spoken(best, highest, candidates, scores), best.passage(), highest, best.stems()));
  }

  private static List<Candidate> candidates(Found found, Set<String> words) {
    List<Passage> passages =
        found.passages().subList(0, Math.min(MOST_PASSAGES, found.passages().size()));
    List<Candidate> plain = new ArrayList<>();
    for (Passage passage : passages) {
      List<Sentence> sentences = Sentences.of(passage.text());
      for (int i = 0; i < sentences.size(); i++) {
        Set<String> stems = new HashSet<>(Stems.thatMatter(Tokens.of(sentences.get(i).meant())));
        stems.addAll(Stems.thatMatter(Tokens.of(passage.place())));
        plain.add(new Candidate(passage, sentences, i, stems, 0));
      }
    }
    Likeness likeness = new Likeness(plain.stream().map(Candidate::stems).toList());
    List<Candidate> weighed = new ArrayList<>();
    plain.forEach(it -> weighed.add(it.weighed(likeness.covered(words, it.stems()))));
    // The first sentences of the best passages are looked at even when they share no word.
    weighed.sort(
        Comparator.comparingDouble(
            (Candidate it) -> -it.lexical() - 0.2 * it.passage().score() + 0.01 * it.at()));
    return weighed.subList(0, Math.min(MOST_EMBEDDED, weighed.size()));
  }

  // The best sentence, and those after it that belong to it or fit nearly as well; of a table the
  // other rows that fit as well.
  private static String spoken(
      Candidate best, double highest, List<Candidate> candidates, List<Double> scores) {
    StringBuilder words = new StringBuilder(best.sentence().spoken());
    int taken = 1;
    int last = best.at();
    for (int at = 0; at < best.sentences().size() && taken < MOST_SENTENCES; at++) {
      Sentence next = best.sentences().get(at);
      double score = score(best.passage(), at, candidates, scores);
      boolean isSuchARow =
          at != best.at() && next.isRow() && best.sentence().isRow() && score >= 0.92 * highest;
      boolean isNext =
          at == last + 1
              && !next.isRow()
              && (GOES_ON.matcher(next.spoken()).matches() || score >= 0.8 * highest);
      boolean fits = words.length() + next.spoken().length() <= LONGEST_ANSWER_CHARS;
      if (fits && (isSuchARow || isNext)) {
        words.append(words.toString().matches("(?s).*[.!?…]$") ? " " : ". ").append(next.spoken());
        last = isNext ? at : last;
        taken++;
      }
    }
    return words.toString();
  }

  private static double score(
      Passage passage, int at, List<Candidate> candidates, List<Double> scores) {
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).passage() == passage && candidates.get(i).at() == at) {
        return scores.get(i);
      }
    }
    return 0;
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
