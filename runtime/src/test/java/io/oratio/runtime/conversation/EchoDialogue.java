package io.oratio.runtime.conversation;

import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.dialogue.Reply;
import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.knowledge.Passage;
import java.util.List;

/// An offline agent for tests: counts what it heard, uses a tool for "order", says goodbye.
final class EchoDialogue implements Dialogue {
  private int heard;

  @Override
  public Reply replyTo(String words, boolean isSure) {
    heard++;
    if (words.contains("order")) {
      return new Reply(
          "One moment.",
          Kind.ANSWER,
          List.of(),
          List.of(new Reply.Tool("use-" + heard, "order", "{\"n\":" + heard + "}")));
    }
    if (words.contains("person")) {
      return new Reply("I ask a colleague.", Kind.HANDOFF, List.of(), List.of());
    }
    return new Reply(
        "Heard " + heard + ": " + words,
        Kind.ANSWER,
        List.of(new Passage("a.md", "A", "Top", "text", 0.9)),
        List.of());
  }

  @Override
  public Reply toolAnswered(String toolUseId, String json) {
    return new Reply("It says " + json, Kind.ANSWER, List.of(), List.of());
  }

  @Override
  public List<String> vocabulary() {
    return List.of();
  }
}
