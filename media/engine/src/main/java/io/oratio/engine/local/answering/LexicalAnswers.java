package io.oratio.engine.local.answering;

import io.oratio.engine.EngineSetup;
import io.oratio.engine.local.hearing.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Answers by likeness of words: the caller's against the questions an agent was given. What is not
/// alike enough is not answered; it asks back, says that it is the offline engine, and names what
/// may be asked. It belongs to one session's lane.
public final class LexicalAnswers implements Answers {
  static final String HANG_UP = "hang_up";
  static final String TRANSFER = "transfer";

  private static final String TOOL_FAILED = "I am sorry, that did not work.";

  // Paraphrases of a question score 0.5 and more, sentences about something else below 0.35.
  private static final double ENOUGH = 0.45;
  private static final double ENOUGH_WHEN_DOUBTFUL = 0.7;
  private static final int EXAMPLES = 2;

  private final List<Known> known = new ArrayList<>();
  private final Likeness likeness;
  private final Set<String> tools;
  private String last;
  private int misses;
  private int uses;

  private record Known(String question, Phrase phrase, String answer) {}

  private record Match(Known known, double score) {}

  public LexicalAnswers(
      String greeting, List<EngineSetup.Answer> answers, List<EngineSetup.ToolSpec> tools) {
    for (EngineSetup.Answer answer : answers) {
      for (String question : answer.questions()) {
        known.add(new Known(question, Phrase.of(question), answer.answer()));
      }
    }
    this.likeness = new Likeness(known.stream().map(Known::phrase).toList());
    this.tools = tools.stream().map(EngineSetup.ToolSpec::name).collect(Collectors.toSet());
    this.last = greeting;
  }

  @Override
  public List<String> questions() {
    return known.stream().map(Known::question).toList();
  }

  @Override
  public Reply replyTo(String words, boolean isSure) {
    if (Words.of(words).isEmpty()) {
      return new Reply.Silence();
    }
    Reply reply = decide(words, isSure);
    switch (reply) {
      case Reply.Answer(String said) -> remember(said);
      case Reply.UseTools(String said, _) -> remember(said);
      case Reply.Clarify(_) -> misses++;
      case Reply.Silence() -> {}
    }
    return reply;
  }

  private void remember(String said) {
    misses = 0;
    if (!said.isBlank()) {
      last = said;
    }
  }

  private Reply decide(String words, boolean isSure) {
    Optional<Match> best = best(words);
    double enough = isSure ? ENOUGH : ENOUGH_WHEN_DOUBTFUL;
    boolean isExact = best.isPresent() && best.get().score() > 0.99;
    Optional<CommonWish> wish = isSure ? CommonWish.in(words) : Optional.empty();
    if (wish.isPresent() && !isExact) {
      return reply(wish.get());
    }
    return best.filter(it -> it.score() >= enough)
        .<Reply>map(it -> new Reply.Answer(it.known().answer()))
        .orElseGet(this::askBack);
  }

  private Optional<Match> best(String words) {
    Phrase said = Phrase.of(words);
    return known.stream()
        .map(it -> new Match(it, likeness.between(said, it.phrase())))
        .max(java.util.Comparator.comparingDouble(Match::score));
  }

  private Reply reply(CommonWish wish) {
    return switch (wish) {
      case LEAVE ->
          tools.contains(HANG_UP)
              ? use("Goodbye.", HANG_UP, "{\"reason\":\"caller said goodbye\"}")
              : new Reply.Answer("Goodbye. You can hang up now.");
      case PERSON ->
          tools.contains(TRANSFER)
              ? use(
                  "One moment, I will connect you.",
                  TRANSFER,
                  "{\"reason\":\"caller asked for a person\"}")
              : new Reply.Answer(
                  "I am sorry, I cannot connect you to a person from here. " + offer());
      case REPEAT -> new Reply.Answer(last.isBlank() ? offer() : last);
      case WHO ->
          new Reply.Answer(
              "I am the offline engine: a computer without a language model. " + offer());
      case HELP -> new Reply.Answer(offer());
      case GREETING -> new Reply.Answer("Hello. What would you like to know?");
      case THANKS -> new Reply.Answer("You are welcome. Is there anything else?");
      case YES_OR_NO -> new Reply.Answer("What would you like to know?");
    };
  }

  private Reply use(String words, String tool, String arguments) {
    String id = "tool-" + ++uses;
    return new Reply.UseTools(words, List.of(new Reply.Tool(id, tool, arguments, true)));
  }

  @Override
  public Reply toolAnswered(String toolUseId, String json) {
    ToolResult result = ToolResult.of(json);
    if (result.say().isPresent()) {
      return new Reply.Answer(result.say().get());
    }
    return result.isError() ? new Reply.Answer(TOOL_FAILED) : new Reply.Silence();
  }

  private Reply askBack() {
    String sorry =
        misses == 0
            ? "I am sorry, I did not understand. I am only the offline engine. "
            : "I am sorry, I still did not understand. ";
    String person = misses > 0 && tools.contains(TRANSFER) ? " Or say: speak to a person." : "";
    return new Reply.Clarify(sorry + offer() + person);
  }

  private String offer() {
    List<String> examples =
        known.stream()
            .filter(it -> Words.of(it.question()).size() >= 3)
            .collect(
                Collectors.toMap(
                    Known::answer,
                    Known::question,
                    (first, _) -> first,
                    java.util.LinkedHashMap::new))
            .values()
            .stream()
            .skip(known.isEmpty() ? 0 : (long) EXAMPLES * (misses % 2))
            .limit(EXAMPLES)
            .toList();
    return examples.isEmpty()
        ? "Please say it in other words."
        : "You can ask me, for example: " + String.join(" Or: ", examples);
  }
}
