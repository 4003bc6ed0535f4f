package io.oratio.domain.agent;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// One state of what an agent says and may do; immutable once written. Versions count from 1. Its
/// texts together have at most [#LONGEST_TEXTS] bytes, so that a version fits in one DynamoDB item
/// (400 KB) with all that surrounds it.
///
/// @param greeting the sentence spoken first; blank means the agent waits for the caller
/// @param prompt the voice system prompt
/// @param questionsAndAnswers what it can answer when no model is there
/// @param tools the names of the tools it may use, for example `hang_up`, `transfer`
/// @param definition the agent as data, the text of its `agent.json` as it was given; blank for one
///   that has none. What stands in the other components stands there too
/// @param createdAt kept to the microsecond, as every store keeps it
public record AgentVersion(
    TenantId tenantId,
    String agentId,
    int version,
    VoiceConfig voiceConfig,
    String greeting,
    String prompt,
    List<QuestionAndAnswer> questionsAndAnswers,
    List<String> tools,
    CallRules rules,
    String definition,
    Instant createdAt) {
  /// The limit of all texts of a version together, in bytes of UTF-8.
  public static final int LONGEST_TEXTS = 262_144;

  public AgentVersion {
    Shape.id("agentId", agentId);
    questionsAndAnswers = List.copyOf(questionsAndAnswers);
    tools = List.copyOf(tools);
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1");
    }
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    long bytes =
        texts(greeting, prompt, questionsAndAnswers, tools, rules, definition)
            .mapToLong(text -> Shape.utf8Bytes(Shape.text("agent version", text, LONGEST_TEXTS)))
            .sum();
    if (bytes > LONGEST_TEXTS) {
      throw new IllegalArgumentException(
          "the texts of an agent version have at most " + LONGEST_TEXTS + " bytes together");
    }
  }

  /// A version that has no `agent.json`: all it says stands here.
  public AgentVersion(
      TenantId tenantId,
      String agentId,
      int version,
      VoiceConfig voiceConfig,
      String greeting,
      String prompt,
      List<QuestionAndAnswer> questionsAndAnswers,
      List<String> tools,
      CallRules rules,
      Instant createdAt) {
    this(
        tenantId,
        agentId,
        version,
        voiceConfig,
        greeting,
        prompt,
        questionsAndAnswers,
        tools,
        rules,
        "",
        createdAt);
  }

  /// Which version it is and since when.
  public record Header(int version, Instant createdAt) {}

  private static Stream<String> texts(
      String greeting,
      String prompt,
      List<QuestionAndAnswer> questionsAndAnswers,
      List<String> tools,
      CallRules rules,
      String definition) {
    Stream<String> answers =
        questionsAndAnswers.stream()
            .flatMap(it -> Stream.concat(it.questions().stream(), Stream.of(it.answer())));
    Stream<String> targets =
        rules.transferTargets().stream()
            .flatMap(it -> Stream.of(it.name(), it.description(), it.uri()));
    return Stream.of(
            Stream.of(greeting, prompt, rules.idlePrompt(), definition),
            answers,
            tools.stream(),
            targets)
        .flatMap(it -> it);
  }
}
