package io.oratio.runtime.prompt;

import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.DialogueDefinition;
import java.util.List;
import java.util.Map;

/// An agent for tests: a bakery.
public final class SampleAgent {
  private SampleAgent() {}

  public static AgentDefinition bakery() {
    return bakery("You answer for the bakery. Be brief.", 0);
  }

  /// @param budget as of [AgentDefinition.TextConfig]
  public static AgentDefinition bakery(String prompt, long budget) {
    return new AgentDefinition(
        1,
        "bakery",
        "Corner Bakery",
        "both",
        "en-US",
        "Europe/Berlin",
        List.of(),
        new AgentDefinition.VoiceConfig("", "", ""),
        new AgentDefinition.TextConfig("", null, budget),
        "Good morning, Corner Bakery.",
        new AgentDefinition.Personality("friendly", "short", "Never speak of other bakeries."),
        "questions about bread, prices and hours",
        Map.of("prices", Map.of("bread.md", "all bread with prices"), "hours.md", "when we open"),
        List.of(new AgentDefinition.Address("https://bakery.example/news", "what is new")),
        List.of(new AgentDefinition.Question(List.of("Do you have cake?"), "On Sundays.")),
        true,
        List.of("a complaint about food poisoning"),
        "The owner calls back within an hour.",
        "owner",
        List.of(new AgentDefinition.Target("owner", "for complaints", "sip:owner@example.com")),
        List.of(),
        new AgentDefinition.Rules(true, true, "Still there?", 15, 2, List.of("poisoned")),
        new AgentDefinition.Settings("balanced", 1800, List.of("speak to the owner")),
        new DialogueDefinition(List.of(), List.of()),
        prompt);
  }
}
