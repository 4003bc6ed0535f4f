package io.oratio.engine.local.hearing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a caller of one agent may say: its own questions and what anybody says on a telephone. A
/// recogniser compiles it once and keeps it under its identity, so one agent keeps one domain.
/// Immutable; any thread.
public final class Domain {
  /// Questions beyond this are left out, and [#droppedQuestions] says how many.
  public static final int MOST_QUESTIONS = 4000;

  private static final int QUESTION_WEIGHT = 2;

  private final Trigrams trigrams;
  private final Map<String, List<List<String>>> pronunciations;
  private final int droppedQuestions;

  private Domain(
      Trigrams trigrams, Map<String, List<List<String>>> pronunciations, int droppedQuestions) {
    this.trigrams = trigrams;
    this.pronunciations = pronunciations;
    this.droppedQuestions = droppedQuestions;
  }

  /// The domain of these questions, written as a person writes them. Reads the dictionary: some 100
  /// ms.
  public static Domain of(Collection<String> questions) {
    List<List<String>> sentences = new ArrayList<>();
    words(questions).forEach(it -> sentences.addAll(Collections.nCopies(QUESTION_WEIGHT, it)));
    SmallTalk.sentences().forEach(it -> sentences.add(Words.of(it)));
    return of(sentences, Math.max(0, questions.size() - MOST_QUESTIONS));
  }

  /// The domain of the answers to one question, and nothing else.
  public static Domain ofState(Collection<String> answers) {
    return of(words(answers), Math.max(0, answers.size() - MOST_QUESTIONS));
  }

  private static Domain of(Collection<List<String>> sentences, int dropped) {
    Trigrams trigrams = Trigrams.of(sentences);
    Set<String> words = new TreeSet<>(trigrams.vocabulary());
    words.remove(Trigrams.END);
    return new Domain(trigrams, Pronunciations.of(words), dropped);
  }

  private static Set<List<String>> words(Collection<String> sentences) {
    Set<List<String>> all = new LinkedHashSet<>();
    for (String sentence : sentences) {
      List<String> words = Words.of(sentence);
      if (!words.isEmpty() && all.size() < MOST_QUESTIONS) {
        all.add(words);
      }
    }
    return all;
  }

  public Trigrams trigrams() {
    return trigrams;
  }

  /// Word → the ways to say it, each a list of phones.
  public Map<String, List<List<String>>> pronunciations() {
    return pronunciations;
  }

  public int droppedQuestions() {
    return droppedQuestions;
  }

  @Override
  public String toString() {
    return "Domain(" + pronunciations.size() + " words)";
  }
}
