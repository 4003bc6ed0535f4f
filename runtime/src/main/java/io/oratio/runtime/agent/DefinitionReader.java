package io.oratio.runtime.agent;

import io.oratio.runtime.agent.AgentDefinition.Address;
import io.oratio.runtime.agent.AgentDefinition.Personality;
import io.oratio.runtime.agent.AgentDefinition.Question;
import io.oratio.runtime.agent.AgentDefinition.Rules;
import io.oratio.runtime.agent.AgentDefinition.Settings;
import io.oratio.runtime.agent.AgentDefinition.Target;
import io.oratio.runtime.agent.AgentDefinition.TextConfig;
import io.oratio.runtime.agent.AgentDefinition.VoiceConfig;
import io.oratio.runtime.agent.DialogueDefinition.Form;
import io.oratio.runtime.agent.DialogueDefinition.Intent;
import io.oratio.runtime.agent.DialogueDefinition.Slot;
import io.oratio.runtime.agent.ToolDefinition.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes a complete definition of a JSON object: what is missing gets the schema's default. It
/// never fails; what is wrong was told by the schema.
final class DefinitionReader {
  private final Members agent;
  private final String prompt;

  DefinitionReader(JsonNode agent, String prompt) {
    this.agent = new Members(agent);
    this.prompt = prompt;
  }

  AgentDefinition read() {
    boolean isHandoffEnabled = agent.flag("humanHandoffEnabled", true);
    return new AgentDefinition(
        agent.whole("schemaVersion", 1),
        agent.text("agentId"),
        agent.text("agentName"),
        agent.text("agentType", "both"),
        agent.text("language", "en-US"),
        agent.text("timeZone", "UTC"),
        agent.texts("dialledNumbers"),
        voice(agent.of("voiceConfig")),
        text(agent.of("textConfig")),
        agent.text("greeting"),
        personality(agent.of("personality")),
        agent.text("knowledgeBaseDescription"),
        agent.map("folderFileDescriptions"),
        agent.list("addresses", it -> new Address(it.text("url"), it.text("description"))),
        agent.list(
            "questionsAndAnswers", it -> new Question(it.texts("questions"), it.text("answer"))),
        isHandoffEnabled,
        agent.texts("humanHandoffConditions"),
        agent.text("humanHandoffDescription"),
        agent.text("humanHandoffTarget"),
        agent.list(
            "transferTargets",
            it -> new Target(it.text("name"), it.text("description"), it.text("uri"))),
        agent.has("tools")
            ? agent.list("tools", DefinitionReader::tool)
            : usualTools(isHandoffEnabled),
        rules(agent.of("rules")),
        settings(agent.of("settings")),
        dialogue(agent.of("dialogue")),
        prompt);
  }

  /// What an agent has that says nothing of tools.
  static List<ToolDefinition> usualTools(boolean isHandoffEnabled) {
    List<ToolDefinition> tools = new ArrayList<>();
    tools.add(builtin("knowledge_search"));
    if (isHandoffEnabled) {
      tools.add(builtin("hand_off"));
    }
    tools.add(builtin("hang_up"));
    return List.copyOf(tools);
  }

  static ToolDefinition builtin(String name) {
    return new ToolDefinition.Builtin(name, Map.of(), Bounds.USUAL);
  }

  private static VoiceConfig voice(Members it) {
    return new VoiceConfig(
        it.text("voice"), it.text("endpointingSensitivity"), it.text("engineModel"));
  }

  private static TextConfig text(Members it) {
    JsonNode temperature = it.object().path("temperature");
    @Nullable Double degrees = temperature.isNumber() ? (Double) temperature.doubleValue() : null;
    return new TextConfig(it.text("model"), degrees, it.object().path("budget").longValue(0));
  }

  private static Personality personality(Members it) {
    return new Personality(
        it.text("tone", "professional"), it.text("style"), it.text("instructions"));
  }

  private static Rules rules(Members it) {
    return new Rules(
        it.flag("interruption", true),
        it.flag("recordCalls", true),
        it.text("idlePrompt", "Are you still there?"),
        it.whole("idleAfterSeconds", 15),
        it.whole("idlePrompts", 2),
        it.texts("dangerWords"));
  }

  private static Settings settings(Members it) {
    return new Settings(
        it.text("responseTime", "balanced"),
        it.whole("maxConversationLength", 1800),
        it.texts("escalationTriggers"));
  }

  private static ToolDefinition tool(Members it) {
    String name = it.text("name");
    Bounds bounds = bounds(it.of("bounds"));
    return switch (it.text("kind")) {
      case "http" ->
          new ToolDefinition.Http(
              name,
              it.text("description"),
              it.text("method", "GET"),
              it.text("url"),
              it.textMap("headers"),
              it.map("body"),
              it.map("arguments"),
              it.map("result"),
              it.textMap("response"),
              bounds);
      case "openapi" ->
          new ToolDefinition.OpenApi(
              name,
              it.text("document"),
              it.texts("operations"),
              it.text("server"),
              it.textMap("headers"),
              bounds);
      case "mcp" ->
          new ToolDefinition.Mcp(
              name,
              it.texts("command"),
              it.text("url"),
              it.textMap("headers"),
              it.texts("tools"),
              bounds);
      default -> new ToolDefinition.Builtin(name, it.map("settings"), bounds);
    };
  }

  private static Bounds bounds(Members it) {
    return new Bounds(
        it.text("authority"),
        it.text("confirmation"),
        it.object().path("timeLimitSeconds").doubleValue(0),
        it.text("filler"),
        it.whole("resultChars", 0));
  }

  private static DialogueDefinition dialogue(Members it) {
    return new DialogueDefinition(
        it.list("intents", DefinitionReader::intent), it.list("forms", DefinitionReader::form));
  }

  private static Intent intent(Members it) {
    return new Intent(
        it.text("name"),
        it.texts("examples"),
        it.text("reply"),
        it.text("form"),
        it.text("tool"),
        it.flag("handoff", false));
  }

  private static Form form(Members it) {
    return new Form(
        it.text("name"),
        it.list("slots", DefinitionReader::slot),
        it.text("confirm"),
        it.text("tool"),
        it.map("arguments"),
        it.text("done"),
        it.text("failed"));
  }

  private static Slot slot(Members it) {
    return new Slot(
        it.text("name"),
        it.text("kind"),
        it.text("ask"),
        it.text("again"),
        it.textsMap("choices"),
        it.whole("digitsMin", 0),
        it.whole("digitsMax", 0));
  }
}
