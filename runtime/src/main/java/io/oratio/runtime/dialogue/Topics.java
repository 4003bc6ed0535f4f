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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds what words are about: the agent's own phrases first, then its documents, else nothing.
final class Topics {
  /// From here on a phrase is meant, whatever else could be.
  static final double CERTAIN = 0.72;

  private static final double STRONG = 0.62;
  private static final double STRONG_ENOUGH = 0.5;
  private static final double ENOUGH = 0.44;
  private static final double OUTSTANDING = 0.06;
  private static final double EXACT = 0.97;
  private static final double SAYS_MORE = 0.15;
  private static final double SAYS_ALL = 0.85;
  private static final double DEED_BEHIND = 0.1;
  private static final double DOUBT = 0.12;
  private static final double CLOSE = 0.03;
  private static final double CONDITION_BEHIND = 0.05;
  private static final double READABLE = 0.4;
  private static final double READABLE_ALONE = 0.5;
  private static final int PASSAGES = 6;
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
    List<String> strange = model.strangeWords(said.tokens());
    List<String> texts = new ArrayList<>(readings);
    texts.addAll(strange);
    List<float[]> vectors = model.vectors(texts);
    Map<String, float[]> words = new HashMap<>();
    for (int i = 0; i < strange.size(); i++) {
      words.put(strange.get(i), vectors.get(readings.size() + i));
    }
    List<float[]> meanings = vectors.subList(0, readings.size());
    List<Match> matches =
        model.rank(readings, meanings, words).stream()
            .map(it -> weighed(it, said))
            .sorted(Comparator.comparingDouble(Match::score).reversed())
            .toList();
    return new Finding(readings, meanings, matches);
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
    Optional<Match> best = finding.best().filter(it -> it.score() >= enough(it, said) + doubt);
    boolean isWish =
        said.isWish()
            && best.filter(
                    it -> it.target() instanceof Target.Wanted && it.score() >= STRONG_ENOUGH)
                .isPresent();
    if (isWish) {
      return unlessClose(finding.matches());
    }
    if (best.filter(it -> saysAll(it, finding) && it.score() >= STRONG).isPresent()) {
      return unlessClose(finding.matches());
    }
    Optional<PassageAnswers.Answer> read =
        said.isSure() || best.isPresent() ? read(finding) : Optional.empty();
    if (best.isEmpty()) {
      return read.<Decision>map(it -> new Decision.Read(it.words(), it.source()))
          .orElseGet(Decision.Unknown::new);
    }
    Decision own = unlessClose(finding.matches());
    double least = own instanceof Decision.Which ? 0 : SAYS_MORE;
    return read.filter(it -> isCloser(it, best.get(), finding, least))
        .<Decision>map(it -> new Decision.Read(it.words(), it.source()))
        .orElse(own);
  }

  // Where facts are asked for, something is done only if that is quite likely meant.
  private static double enough(Match match, Said said) {
    return match.target() instanceof Target.Wanted && said.isForFacts() ? STRONG_ENOUGH : ENOUGH;
  }

  private boolean saysAll(Match match, Finding finding) {
    return match.lexical() > EXACT
        || model.covered(Stems.thatMatter(Tokens.of(finding.readings().getFirst())), match.target())
            >= SAYS_ALL;
  }

  // A document is read instead of the agent's phrase where it fits better, or speaks of what the
  // phrase does not.
  private boolean isCloser(PassageAnswers.Answer read, Match match, Finding finding, double least) {
    Set<String> said = Stems.thatMatter(Tokens.of(finding.readings().getFirst()));
    double more = model.covered(said, read.stems()) - model.covered(said, match.target());
    return more > least || match.score() < STRONG && read.score() > match.score() + CLOSE;
  }

  // Conditions are descriptions, not examples: they have to fit better than what people say. And
  // who asks for facts does not want something done.
  private static Match weighed(Match match, Said said) {
    boolean isDeed =
        match.target() instanceof Target.Wanted(Intent intent)
            && (intent.handoff() || !intent.form().isBlank())
            && said.isForFacts()
            && !Said.of(match.phrase(), true).isQuestion();
    double behind =
        match.target() instanceof Target.Condition ? CONDITION_BEHIND : isDeed ? DEED_BEHIND : 0;
    return new Match(match.target(), match.phrase(), match.score() - behind, match.lexical());
  }

  private static Decision unlessClose(List<Match> matches) {
    Match first = matches.getFirst();
    if (matches.size() < 2 || first.score() >= CERTAIN || first.lexical() > EXACT) {
      return new Decision.Act(first);
    }
    Match second = matches.get(1);
    // A phrase that is just enough must stand out more.
    double least = first.score() < STRONG_ENOUGH ? OUTSTANDING : CLOSE;
    boolean isClose =
        first.score() - second.score() < least
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
      // Where it goes on from the question before, the new words tell which sentence.
      boolean goesOn = i > 0 && !before.isBlank() && question.startsWith(before);
      Set<String> words =
          Stems.thatMatter(Tokens.of(goesOn ? finding.readings().getFirst() : question));
      Optional<PassageAnswers.Answer> answer =
          model
              .passageAnswers()
              .best(documents(found), finding.vectors().get(i), words)
              .filter(it -> it.score() >= (found.isEnough() ? READABLE : READABLE_ALONE));
      if (answer.isPresent() && (best.isEmpty() || answer.get().score() > best.get().score())) {
        best = answer;
      }
    }
    return best;
  }

  // The agent's own questions and answers are among the passages too, and were looked at already.
  private Found documents(Found found) {
    return new Found(
        found.passages().stream().filter(it -> !model.isOwnAnswer(it.text())).toList(),
        found.isEnough());
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
