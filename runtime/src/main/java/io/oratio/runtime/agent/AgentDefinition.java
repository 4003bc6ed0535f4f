package io.oratio.runtime.agent;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An agent as data: what stands in `agent.json`, and its prompt. The names are those of the file;
/// `docs/protocol/agent.schema.json` says what each may hold. A definition that was read is
/// complete: what the file leaves out has its default.
///
/// @param schemaVersion of the format; 1
/// @param agentType `voice`, `text` or `both`
/// @param language a BCP 47 tag
/// @param timeZone an IANA name, for the agent's today
/// @param dialledNumbers numbers or SIP users that reach it
/// @param knowledgeBaseDescription when to use the knowledge
/// @param folderFileDescriptions folder → folder or file → description, nested as the folders are
/// @param prompt what stands in `prompt.md`; not a member of the file
public record AgentDefinition(
    int schemaVersion,
    String agentId,
    String agentName,
    String agentType,
    String language,
    String timeZone,
    List<String> dialledNumbers,
    VoiceConfig voiceConfig,
    TextConfig textConfig,
    String greeting,
    Personality personality,
    String knowledgeBaseDescription,
    Map<String, Object> folderFileDescriptions,
    List<Address> addresses,
    List<Question> questionsAndAnswers,
    boolean humanHandoffEnabled,
    List<String> humanHandoffConditions,
    String humanHandoffDescription,
    String humanHandoffTarget,
    List<Target> transferTargets,
    List<ToolDefinition> tools,
    Rules rules,
    Settings settings,
    DialogueDefinition dialogue,
    String prompt) {

  /// How it sounds; blank leaves the choice to the engine.
  public record VoiceConfig(String voice, String endpointingSensitivity, String engineModel) {}

  /// How it writes.
  ///
  /// @param model a name among the configured models; blank for the usual one
  /// @param budget the most a conversation may cost, in millionths of the price table's currency; 0
  ///   for the configured one
  public record TextConfig(String model, @Nullable Double temperature, long budget) {}

  /// @param tone `professional`, `friendly`, `casual`, `formal`
  public record Personality(String tone, String style, String instructions) {}

  /// A web page that is fetched into the knowledge.
  public record Address(String url, String description) {}

  public record Question(List<String> questions, String answer) {}

  /// Where a caller may be sent, by name.
  public record Target(String name, String description, String uri) {}

  /// @param interruption whether the caller may speak over the agent
  /// @param dangerWords words that bring a human being at once
  public record Rules(
      boolean interruption,
      boolean recordCalls,
      String idlePrompt,
      int idleAfterSeconds,
      int idlePrompts,
      List<String> dangerWords) {}

  /// @param responseTime `fast`, `balanced`, `thorough`
  /// @param maxConversationLength in seconds
  /// @param escalationTriggers phrases after which a human being is asked
  public record Settings(
      String responseTime, int maxConversationLength, List<String> escalationTriggers) {}
}
