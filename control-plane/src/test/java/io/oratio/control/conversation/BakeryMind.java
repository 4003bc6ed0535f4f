package io.oratio.control.conversation;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.tool.ToolExecution.Authority;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.conversation.TextMind;
import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.dialogue.Reply;
import io.oratio.runtime.dialogue.Reply.Kind;
import io.oratio.runtime.knowledge.Passage;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.ToolResult;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.ToolUse;
import io.oratio.runtime.tool.Tools;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/// An agent for tests. It repeats what it hears; "order" makes it use a tool, which keeps it
/// waiting for as long as a test wants.
public final class BakeryMind implements TextMind {
  private final Queue<CompletableFuture<ToolResult>> held = new ConcurrentLinkedQueue<>();
  private volatile boolean isHolding;

  /// From now on the tool does not answer.
  public void hold() {
    isHolding = true;
  }

  /// The tool answers again, and those who wait for it are answered.
  public void release() {
    isHolding = false;
    held.forEach(it -> it.complete(done()));
    held.clear();
  }

  @Override
  public AgentDefinition definition(AgentVersion version) {
    return Definitions.of(version);
  }

  @Override
  public Tools tools(AgentDefinition agent, Scene scene, int turn) {
    return new Ordering();
  }

  @Override
  public Dialogue dialogue(AgentDefinition agent, Scene.Facts facts, List<ToolSpec> tools) {
    return new Echo(facts);
  }

  private static ToolResult done() {
    return new ToolResult("{\"ordered\":true}", ToolResult.Kind.DONE);
  }

  private final class Ordering implements Tools {
    @Override
    public List<ToolSpec> specs() {
      return List.of(
          new ToolSpec("order", "orders bread", "{\"type\":\"object\"}", Authority.WRITE, false));
    }

    @Override
    public CompletionStage<ToolResult> use(ToolUse use) {
      CompletableFuture<ToolResult> result = new CompletableFuture<>();
      held.add(result);
      if (!isHolding) {
        release();
      }
      return result;
    }

    @Override
    public void heard(String words) {}

    @Override
    public void close() {}
  }

  private static final class Echo implements Dialogue {
    private final Scene.Facts facts;
    private int heard;

    Echo(Scene.Facts facts) {
      this.facts = facts;
    }

    @Override
    public Reply replyTo(String words, boolean isSure) {
      heard++;
      if (words.contains("order")) {
        return new Reply(
            "One moment.",
            Kind.ANSWER,
            List.of(),
            List.of(new Reply.Tool("use-" + heard, "order", "{}")));
      }
      if (words.contains("where")) {
        return new Reply(
            "In " + facts.headers().getOrDefault("city", "nowhere"),
            Kind.ANSWER,
            List.of(),
            List.of());
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
}
