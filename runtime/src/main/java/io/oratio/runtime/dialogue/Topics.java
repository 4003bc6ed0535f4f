package io.oratio.runtime.dialogue;

import io.oratio.runtime.agent.DialogueDefinition.Intent;
import io.oratio.runtime.dialogue.answer.PassageAnswers;
import io.oratio.runtime.dialogue.grammar.Numbers;
import io.oratio.runtime.dialogue.grammar.Tokens;
import io.oratio.runtime.dialogue.likeness.Stems;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.Passage;
import io.oratio.runtime.tool.Scene;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what words are about: the agent's own phrases first, then its documents, else nothing.
final class Topics {
  /// From here on a phrase is meant, whatever else could be.
  static final double CERTAIN = 0.72;

  private static final double STRONG = 0.62;
  private static final double ENOUGH = 0.5;
  private static final double DOUBT = 0.12;
  private static final double CLOSE = 0.03;
  private static final double CONDITION_BEHIND = 0.05;
  private static final double READABLE = 0.4;
  private static final int PASSAGES = 5;
  private static final int EXAMPLES = 2;

  private final DialogueModel model;
  private final Knowledge knowledge;
  private final Scene.Facts facts;
  private String before = "";

  Topics(DialogueModel model, Knowledge knowledge, Scene.Facts facts) {
    this.model = model;
    this.knowledge = knowledge;
    this.facts = facts;
  }

  /// The agent's phrases by their likeness to what was said.
  record Finding(List<String> readings, List<float[]> vectors, List<Match> matches) {
    Optional<Match> best() {
      return matches.stream().findFirst();
    }
  }

  /// What is done about it.
  sealed interface Decision {
    record Act(Match match) implements Decision {}

    record Which(Match first, Match second) implements Decision {}

    record Read(String words, Passage source) implements Decision {}

    record Unknown() implements Decision {}
  }

  Finding find(Said said) {
    List<String> readings = said.readings(before);
    List<float[]> vectors = model.vectors(readings);
    return new Finding(readings, vectors, model.rank(readings, vectors));
  }

  Decision decide(Finding finding, Said said) {
    Decision decision = decided(finding, said);
    if (!(decision instanceof Decision.Unknown)) {
      before = finding.readings().getFirst();
    }
    return decision;
  }

  private Decision decided(Finding finding, Said said) {
    double doubt = said.isSure() ? 0 : DOUBT;
    List<Match> matches =
        finding.matches().stream()
            .map(Topics::weighed)
            .sorted((one, other) -> Double.compare(other.score(), one.score()))
            .toList();
    Optional<Match> best = matches.stream().findFirst().filter(it -> it.score() >= ENOUGH + doubt);
    if (best.filter(it -> it.score() >= STRONG + doubt).isPresent()) {
      return unlessClose(matches);
    }
    Optional<PassageAnswers.Answer> read =
        said.isSure() || best.isPresent() ? read(finding) : Optional.empty();
    if (best.isPresent()) {
      return read.filter(it -> it.score() > best.get().score() + CLOSE)
          .<Decision>map(it -> new Decision.Read(it.words(), it.source()))
          .orElseGet(() -> unlessClose(matches));
    }
    return read.<Decision>map(it -> new Decision.Read(it.words(), it.source()))
        .orElseGet(Decision.Unknown::new);
  }

  // Conditions are descriptions, not examples: they have to fit better than what people say.
  private static Match weighed(Match match) {
    return match.target() instanceof Target.Condition
        ? new Match(
            match.target(), match.phrase(), match.score() - CONDITION_BEHIND, match.lexical())
        : match;
  }

  private static Decision unlessClose(List<Match> matches) {
    Match first = matches.getFirst();
    if (matches.size() < 2 || first.score() >= CERTAIN) {
      return new Decision.Act(first);
    }
    Match second = matches.get(1);
    boolean isClose =
        first.score() - second.score() < CLOSE
            && !(second.target() instanceof Target.Condition)
            && !isSameDeed(first, second);
    return isClose ? new Decision.Which(first, second) : new Decision.Act(first);
  }

  private static boolean isSameDeed(Match first, Match second) {
    return first.target() instanceof Target.Wanted(Intent one)
        && second.target() instanceof Target.Wanted(Intent other)
        && (!one.form().isBlank() && one.form().equals(other.form())
            || one.handoff() && other.handoff());
  }

  private Optional<PassageAnswers.Answer> read(Finding finding) {
    Optional<PassageAnswers.Answer> best = Optional.empty();
    for (int i = 0; i < finding.readings().size(); i++) {
      String question = finding.readings().get(i);
      Found found =
          knowledge.search(
              facts.tenantId(), facts.agentId(), facts.agentVersion(), question, PASSAGES);
      if (!found.isEnough()) {
        continue;
      }
      Set<String> words = Stems.thatMatter(Tokens.of(question));
      Optional<PassageAnswers.Answer> answer =
          model
              .passageAnswers()
              .best(found, finding.vectors().get(i), words)
              .filter(it -> it.score() >= READABLE);
      if (answer.isPresent() && (best.isEmpty() || answer.get().score() > best.get().score())) {
        best = answer;
      }
    }
    return best;
  }

  /// Which of two was meant by an answer to the question which.
  Optional<Match> chosen(Said said, Match first, Match second) {
    Tokens tokens = said.tokens();
    if (tokens.size() <= 4) {
      Optional<Integer> place =
          Numbers.ordinalAt(tokens, tokens.has(0, "the") ? 1 : 0)
              .or(() -> Numbers.at(tokens, 0))
              .map(it -> it.value());
      if (place.isPresent() && place.get() <= 2 && place.get() >= 1) {
        return Optional.of(place.get() == 1 ? first : second);
      }
      if (tokens.hasAny("former")) {
        return Optional.of(first);
      }
      if (tokens.hasAny("latter", "last", "other")) {
        return Optional.of(second);
      }
    }
    return find(said).matches().stream()
        .filter(it -> it.score() >= ENOUGH)
        .filter(it -> it.target().equals(first.target()) || it.target().equals(second.target()))
        .findFirst();
  }

  /// Whether any of these phrases was said, by their stems.
  static boolean names(Collection<String> phrases, Said said) {
    List<String> stems = Stems.all(said.tokens());
    return phrases.stream()
        .map(it -> Stems.all(Tokens.of(it)))
        .anyMatch(it -> !it.isEmpty() && Collections.indexOfSubList(stems, it) >= 0);
  }

  /// Examples of what may be asked, others each time.
  List<String> examples(int time) {
    List<String> all = new ArrayList<>();
    model
        .agent()
        .dialogue()
        .intents()
        .forEach(it -> it.examples().stream().findFirst().ifPresent(all::add));
    model
        .agent()
        .questionsAndAnswers()
        .forEach(it -> it.questions().stream().findFirst().ifPresent(all::add));
    if (all.size() <= EXAMPLES) {
      return all;
    }
    List<String> examples = new ArrayList<>();
    // Wishes and questions alternate: a step through both lists.
    for (int i = 0; i < EXAMPLES; i++) {
      examples.add(all.get((time * EXAMPLES + i * (all.size() / EXAMPLES)) % all.size()));
    }
    return examples.stream().distinct().toList();
  }
}
