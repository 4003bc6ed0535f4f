package io.oratio.runtime.dialogue;

import io.oratio.runtime.dialogue.Reply.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A dialogue that replies as it was told, keeps what its tools answered, and is silent otherwise.
final class ScriptedDialogue implements Dialogue {
  private final Map<String, Reply> replies = new HashMap<>();
  private final Map<String, Reply> afterTools = new HashMap<>();
  final List<String> results = new ArrayList<>();

  ScriptedDialogue replies(String said, Kind kind, String words) {
    replies.put(said, Reply.of(kind, words));
    return this;
  }

  ScriptedDialogue uses(String said, String lead, String tool) {
    replies.put(said, using(lead, tool));
    return this;
  }

  ScriptedDialogue then(String tool, Kind kind, String words) {
    afterTools.put(tool, Reply.of(kind, words));
    return this;
  }

  ScriptedDialogue thenUses(String tool, String next) {
    afterTools.put(tool, using("", next));
    return this;
  }

  private static Reply using(String words, String tool) {
    return new Reply(words, Kind.ANSWER, List.of(), List.of(new Reply.Tool(tool, tool, "{}")));
  }

  @Override
  public Reply replyTo(String words, boolean isSure) {
    return replies.getOrDefault(words, Reply.silence());
  }

  @Override
  public Reply toolAnswered(String toolUseId, String json) {
    results.add(toolUseId + " " + json);
    return afterTools.getOrDefault(toolUseId, Reply.silence());
  }

  @Override
  public List<String> vocabulary() {
    return List.of();
  }
}
