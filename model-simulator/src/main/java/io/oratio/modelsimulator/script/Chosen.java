package io.oratio.modelsimulator.script;

import java.util.List;

/// A rule with the groups its expressions found.
///
/// @param index of the rule in the script, from 1; 0 for the usual answer
public record Chosen(Rule rule, int index, List<String> groups, Asked asked) {
  /// The words with everything filled in.
  public String words() {
    return filled(rule.say());
  }

  /// The tools with everything filled in.
  public List<ToolCall> tools() {
    return rule.tools().stream()
        .map(it -> new ToolCall(it.name(), filled(it.arguments())))
        .toList();
  }

  private String filled(String text) {
    String filled =
        text.replace("{user}", asked.user())
            .replace("{result}", asked.result())
            .replace("{results}", asked.results())
            .replace("{number}", Integer.toString(asked.number()));
    for (int i = 0; i < groups.size(); i++) {
      filled = filled.replace("{" + (i + 1) + "}", groups.get(i));
    }
    return filled;
  }
}
