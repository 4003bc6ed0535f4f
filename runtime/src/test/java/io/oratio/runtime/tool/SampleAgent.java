package io.oratio.runtime.tool;

import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.DialogueDefinition;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.agent.ToolDefinition.Bounds;
import java.util.List;
import java.util.Map;

/// An agent of a hotel, with the tools a test gives it.
public final class SampleAgent {
  private SampleAgent() {}

  public static AgentDefinition with(ToolDefinition... tools) {
    return in("en-US", tools);
  }

  public static AgentDefinition in(String language, ToolDefinition... tools) {
    return new AgentDefinition(
        1,
        "hotel",
        "Hotel Linde",
        "both",
        language,
        "Europe/Berlin",
        List.of(),
        new AgentDefinition.VoiceConfig("", "", ""),
        new AgentDefinition.TextConfig("", null, 0),
        "Hello.",
        new AgentDefinition.Personality("friendly", "", ""),
        "Rooms, prices and times",
        Map.of(),
        List.of(),
        List.of(),
        true,
        List.of("The guest is angry"),
        "The night desk answers.",
        "desk",
        List.of(
            new AgentDefinition.Target("desk", "The night desk", "sip:desk@hotel.example"),
            new AgentDefinition.Target("manager", "The manager", "tel:+49301234567")),
        List.of(tools),
        new AgentDefinition.Rules(true, false, "", 15, 2, List.of("fire")),
        new AgentDefinition.Settings("fast", 600, List.of("speak to a human")),
        new DialogueDefinition(List.of(), List.of()),
        "You are the hotel's night desk.");
  }

  public static ToolDefinition.Builtin builtin(String name) {
    return builtin(name, Map.of());
  }

  public static ToolDefinition.Builtin builtin(String name, Map<String, Object> settings) {
    return new ToolDefinition.Builtin(name, settings, Bounds.USUAL);
  }

  /// The definition of a tool that a [ScriptedTool] of the same name stands for.
  public static ToolDefinition.Http http(String name, Bounds bounds) {
    return http(name, bounds, Map.of());
  }

  public static ToolDefinition.Http http(String name, Bounds bounds, Map<String, String> headers) {
    return new ToolDefinition.Http(
        name,
        "Does " + name,
        "POST",
        "https://api.example/" + name,
        headers,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        bounds);
  }
}
