package io.oratio.runtime.dialogue;

import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.dialogue.answer.PassageAnswers;
import io.oratio.runtime.dialogue.grammar.Numbers;
import io.oratio.runtime.dialogue.grammar.Tokens;
import io.oratio.runtime.dialogue.likeness.Likeness;
import io.oratio.runtime.dialogue.likeness.Stems;
import io.oratio.runtime.knowledge.Embedder;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What all conversations with one version of an agent share: its phrases with their meaning, and
/// what the recogniser may expect. Made once, some milliseconds a phrase; then safe from any
/// thread.
public final class DialogueModel {
  /// Phrases beyond this are left out, and [#droppedPhrases] says how many.
  public static final int MOST_PHRASES = 3000;

  private static final int MOST_STRANGE = 4;
  private static final double LEXICAL_LIFT = 0.25;
  // What a word costs that neither the agent nor the target's meaning knows, when it is all there
  // is.
  private static final double STRANGE_WORDS = 0.3;
  // An answer tells what its question is about, less clearly than the question.
  private static final double ANSWER_BEHIND = 0.05;
  private static final double STRANGE_NUMBER = 0.04;
  private static final double FAR = 0.15;
  private static final double NEAR = 0.4;

  private final AgentDefinition agent;
  private final Embedder embedder;
  private final List<Phrase> phrases;
  private final Likeness likeness;
  private final Set<String> knownStems = new HashSet<>();
  private final Set<String> answers = new HashSet<>();
  private final Map<String, Form> forms = new LinkedHashMap<>();
  private final PassageAnswers passageAnswers;
  private final List<String> vocabulary;
  private final int droppedPhrases;

  private final Map<Target, Set<String>> stemsOfTargets = new HashMap<>();

  /// @param behind how much less than its likeness it counts
  private record Phrase(
      String text, Set<String> stems, float[] vector, Target target, double behind) {}

  private DialogueModel(
      AgentDefinition agent, Collection<String> documentPhrases, Embedder embedder) {
    this.agent = agent;
    this.embedder = embedder;
    List<Phrase> plain = phrases(agent);
    this.droppedPhrases = Math.max(0, plain.size() - MOST_PHRASES);
    plain = plain.subList(0, Math.min(MOST_PHRASES, plain.size()));
    List<float[]> vectors =
        plain.isEmpty() ? List.of() : embedder.embed(plain.stream().map(Phrase::text).toList());
    List<Phrase> all = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      Phrase it = plain.get(i);
      all.add(new Phrase(it.text(), it.stems(), vectors.get(i), it.target(), it.behind()));
      stemsOfTargets.computeIfAbsent(it.target(), _ -> new HashSet<>()).addAll(it.stems());
    }
    this.phrases = List.copyOf(all);
    this.likeness =
        new Likeness(phrases.stream().filter(it -> it.behind() == 0).map(Phrase::stems).toList());
    phrases.forEach(it -> knownStems.addAll(it.stems()));
    agent.questionsAndAnswers().forEach(it -> know(it.answer()));
    agent.questionsAndAnswers().forEach(it -> answers.add(it.answer().strip()));
    documentPhrases.forEach(this::know);
    agent.dialogue().forms().forEach(it -> forms.put(it.name(), it));
    this.passageAnswers = new PassageAnswers(embedder);
    this.vocabulary = Vocabulary.of(agent, documentPhrases);
  }

  /// @param documentPhrases headings, short sentences and other important words of the agent's
  ///   documents, see [DocumentPhrases]; the more telling first
  public static DialogueModel of(
      AgentDefinition agent, Collection<String> documentPhrases, Embedder embedder) {
    return new DialogueModel(agent, documentPhrases, embedder);
  }

  private static List<Phrase> phrases(AgentDefinition agent) {
    List<Phrase> all = new ArrayList<>();
    agent
        .questionsAndAnswers()
        .forEach(
            it -> {
              it.questions().forEach(q -> add(all, q, new Target.Known(it), 0));
              if (!it.questions().isEmpty()) {
                add(all, it.answer(), new Target.Known(it), ANSWER_BEHIND);
              }
            });
    agent
        .dialogue()
        .intents()
        .forEach(it -> it.examples().forEach(e -> add(all, e, new Target.Wanted(it), 0)));
    if (agent.humanHandoffEnabled()) {
      agent
          .humanHandoffConditions()
          .forEach(it -> add(all, condition(it), new Target.Condition(it), 0));
    }
    return all;
  }

  // `The caller wants to complain` is about what the caller says: `wants to complain`.
  private static String condition(String words) {
    return words.replaceFirst(
        "(?i)^(if |when )?(the |a )?(caller|guest|patient|customer|user|visitor|person|client)s?"
            + " (says? |mentions? |asks? (for|about) |wants? (to )?|is |has |reports? )?",
        "");
  }

  private static void add(List<Phrase> all, String text, Target target, double behind) {
    Tokens tokens = Tokens.of(text);
    if (!tokens.isEmpty()) {
      all.add(new Phrase(text, Stems.thatMatter(tokens), new float[0], target, behind));
    }
  }

  private void know(String text) {
    knownStems.addAll(Stems.thatMatter(Tokens.of(text)));
  }

  /// A conversation.
  ///
  /// @param tools what may be used in it
  /// @param clock for its today
  public Dialogue open(
      Knowledge knowledge, Scene.Facts facts, Collection<ToolSpec> tools, Clock clock) {
    return new DialogueAgent(this, knowledge, facts, tools, clock);
  }

  /// Everything a conversation can expect to hear.
  public List<String> vocabulary() {
    return vocabulary;
  }

  /// All that [Dialogue#expected] may ever return besides nothing.
  public List<List<String>> states() {
    return Stream.concat(
            Stream.of(Vocabulary.YES_OR_NO),
            forms.values().stream().flatMap(it -> it.slots().stream()).map(Vocabulary::answers))
        .filter(it -> !it.isEmpty())
        .distinct()
        .toList();
  }

  /// Sentences a conversation will likely say, the most likely first.
  public List<String> sayings() {
    List<String> all = new ArrayList<>();
    forms.values().forEach(form -> form.slots().forEach(it -> all.add(it.ask())));
    agent.dialogue().intents().forEach(it -> all.add(it.reply()));
    all.addAll(Wording.OFTEN);
    agent.questionsAndAnswers().forEach(it -> all.add(it.answer()));
    forms.values().forEach(form -> form.slots().forEach(it -> all.add(it.again())));
    return all.stream().filter(it -> !it.isBlank() && !it.contains("{")).distinct().toList();
  }

  /// How many phrases were left out because there were too many.
  public int droppedPhrases() {
    return droppedPhrases;
  }

  AgentDefinition agent() {
    return agent;
  }

  PassageAnswers passageAnswers() {
    return passageAnswers;
  }

  /// Whether a text is one of the agent's own answers.
  boolean isOwnAnswer(String text) {
    return answers.contains(text.strip());
  }

  Optional<Form> form(String name) {
    return Optional.ofNullable(forms.get(name));
  }

  /// One vector a text.
  List<float[]> vectors(List<String> texts) {
    return embedder.embed(texts);
  }

  /// Every target with its best fit for any of these readings, the best first.
  ///
  /// @param strange words of the readings that the agent does not know, with their vectors
  List<Match> rank(List<String> readings, List<float[]> vectors, Map<String, float[]> strange) {
    Map<Target, Match> best = new LinkedHashMap<>();
    for (int i = 0; i < readings.size(); i++) {
      Tokens tokens = Tokens.of(readings.get(i));
      Set<String> stems = Stems.thatMatter(tokens);
      List<float[]> foreign =
          tokens.words().stream()
              .distinct()
              .filter(strange::containsKey)
              .map(strange::get)
              .toList();
      for (Phrase phrase : phrases) {
        double lexical = likeness.between(stems, phrase.stems());
        double meaning = Math.max(0, dot(vectors.get(i), phrase.vector()));
        double score =
            meaning
                + LEXICAL_LIFT * lexical * (1 - meaning)
                - STRANGE_WORDS * strangeness(foreign, phrase, stems.size())
                - (isOfOtherNumber(phrase.stems(), stems) ? STRANGE_NUMBER : 0)
                - phrase.behind();
        Match match =
            new Match(phrase.target(), phrase.text(), score, phrase.behind() > 0 ? 0 : lexical);
        best.merge(
            phrase.target(), match, (one, other) -> other.score() > one.score() ? other : one);
      }
    }
    return best.values().stream()
        .sorted(Comparator.comparingDouble(Match::score).reversed())
        .toList();
  }

  // An unknown word that means what the phrase is about is only another word for it.
  private static double strangeness(List<float[]> foreign, Phrase phrase, int words) {
    double sum = 0;
    for (float[] word : foreign) {
      double near = dot(word, phrase.vector());
      sum += 1 - Math.clamp((near - FAR) / (NEAR - FAR), 0, 1);
    }
    return sum / Math.max(1, words);
  }

  private static boolean isOfOtherNumber(Set<String> phrase, Set<String> said) {
    return phrase.stream()
        .anyMatch(it -> Numbers.at(new Tokens(List.of(it)), 0).isPresent() && !said.contains(it));
  }

  /// The words among these that the agent has never heard of.
  List<String> strangeWords(Tokens tokens) {
    return tokens.words().stream()
        .filter(it -> !it.isEmpty() && !Stems.isSmall(it))
        .filter(it -> Likeness.nearest(Stems.of(it), knownStems) == 0)
        .distinct()
        .limit(MOST_STRANGE)
        .toList();
  }

  /// How much of what was said a target's own words hold, by weight.
  double covered(Set<String> said, Target target) {
    Set<String> own = new HashSet<>(stemsOfTargets.getOrDefault(target, Set.of()));
    return likeness.covered(said, own);
  }

  /// How much of what was said these stems hold, by weight.
  double covered(Set<String> said, Set<String> stems) {
    return likeness.covered(said, stems);
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
