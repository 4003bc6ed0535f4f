package io.oratio.runtime.knowledge.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The documents of some trades, what their callers ask, and what would answer.
///
/// @param documents of all agents
/// @param questions of all agents; those whose passage is empty have no answer
record ScoredSet(List<Document> documents, List<Question> questions) {
  /// The agents on whose questions the judgement was fitted; the others were held out.
  static final Set<String> FITTED = Set.of("vet", "library", "climbing");

  /// @param name within its agent's knowledge
  record Document(String agent, String name) {
    InputStream open() throws IOException {
      return resource(agent + "/" + name);
    }
  }

  /// @param document which one answers; blank when none does
  /// @param passages words of which one stands in the passage that answers
  record Question(String agent, String words, String document, List<String> passages) {
    boolean hasAnswer() {
      return !passages.isEmpty();
    }

    boolean isFitted() {
      return FITTED.contains(agent);
    }

    boolean isAnsweredBy(String path, String place, String text) {
      String all = (place + "\n" + text).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      return path.equals(document)
          && passages.stream().anyMatch(it -> all.contains(it.toLowerCase(Locale.ROOT)));
    }
  }

  static ScoredSet read() throws IOException {
    List<Document> documents = new ArrayList<>();
    for (String line : lines("documents.txt")) {
      String[] parts = line.split("/", 2);
      documents.add(new Document(parts[0], parts[1]));
    }
    List<Question> questions = new ArrayList<>();
    for (String line : lines("questions.tsv")) {
      String[] parts = line.split("\t", -1);
      boolean hasAnswer = !parts[2].equals("-");
      questions.add(
          new Question(
              parts[0],
              parts[1],
              hasAnswer ? parts[2] : "",
              hasAnswer ? List.of(parts[3].split("\\|")) : List.of()));
    }
    return new ScoredSet(documents, questions);
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(it -> !it.isBlank() && !it.startsWith("#"))
          .toList();
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream found = ScoredSet.class.getResourceAsStream(name);
    if (found == null) {
      throw new IOException("not on the class path: " + name);
    }
    return found;
  }
}
