package io.oratio.runtime.tool;

import io.oratio.domain.mail.InMemoryMailbox;
import io.oratio.domain.memory.InMemoryFacts;
import io.oratio.domain.notification.InMemoryNotifications;
import io.oratio.domain.tool.InMemoryToolExecutions;
import io.oratio.domain.tool.ToolExecution;
import io.oratio.domain.tool.ToolExecutions;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.handoff.Handoffs;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.mail.TableMail;
import io.oratio.runtime.tool.ToolCounter.Event;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A toolbox with fakes all around it, and time that stands still.
public final class Rehearsal {
  private static final long PATIENCE_SECONDS = 20;

  public final PinnedTime time = new PinnedTime();
  public final RecordingScene scene = RecordingScene.call("t1", "hotel", "s1");
  public final ToolExecutions executions;
  public final InMemoryMailbox mailbox = new InMemoryMailbox();
  public final InMemoryFacts facts = new InMemoryFacts();
  public final InMemoryNotifications notifications = new InMemoryNotifications();
  public final List<Event> events = new CopyOnWriteArrayList<>();
  public final Map<String, String> secrets = new HashMap<>();
  public Found found = Found.NOTHING;
  private final Map<String, ScriptedTool> tools = new HashMap<>();
  private final List<ToolDefinition> definitions = new ArrayList<>();
  private final Limits limits;
  private Optional<Toolbox> toolbox = Optional.empty();
  private int uses;

  public Rehearsal() {
    this(new InMemoryToolExecutions(), Limits.usual());
  }

  public Rehearsal(ToolExecutions executions, Limits limits) {
    this.executions = executions;
    this.limits = limits;
  }

  /// Gives the agent a tool from outside.
  public Rehearsal with(ScriptedTool tool) {
    return with(tool, ToolDefinition.Bounds.USUAL);
  }

  public Rehearsal with(ScriptedTool tool, ToolDefinition.Bounds bounds) {
    return with(tool, SampleAgent.http(tool.spec().name(), bounds));
  }

  /// Gives the agent a tool by a definition of its own.
  public Rehearsal with(ScriptedTool tool, ToolDefinition definition) {
    tools.put(tool.spec().name(), tool);
    definitions.add(definition);
    return this;
  }

  /// Gives the agent one of ours.
  public Rehearsal with(ToolDefinition.Builtin builtin) {
    definitions.add(builtin);
    return this;
  }

  /// The tools of the conversation.
  public Tools open() {
    return open(0);
  }

  public Tools open(int turn) {
    return open("en-US", turn);
  }

  public Tools open(String language, int turn) {
    AgentDefinition agent = SampleAgent.in(language, definitions.toArray(ToolDefinition[]::new));
    if (toolbox.isEmpty()) {
      toolbox = Optional.of(toolbox());
    }
    return toolbox.get().open(agent, scene, turn);
  }

  /// The process dies and another one starts; the stores stay.
  public void restart() {
    toolbox = Optional.empty();
  }

  /// Uses a tool and waits for its result.
  public ToolResult use(Tools tools, String name, String arguments) {
    return result(tools.use(new ToolUse("u" + ++uses, name, arguments)));
  }

  public static ToolResult result(CompletionStage<ToolResult> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new AssertionError("no result", failure);
    }
  }

  public List<ToolExecution> records() {
    return executions.ofSession(scene.facts().tenantId(), scene.facts().sessionId());
  }

  private Toolbox toolbox() {
    TableMail mail = new TableMail(mailbox);
    Handoffs handoffs =
        new Handoffs(
            (_, _, _) -> {
              throw new IllegalStateException("no session is written in a rehearsal");
            },
            notifications,
            mail,
            _ -> Optional.empty(),
            time);
    ToolKinds kinds = (_, definition, _, _) -> scripted(definition);
    Clock clock = time;
    return new Toolbox(
        new Toolbox.Services(
            (_, _, _, _, _) -> found,
            mail,
            facts,
            handoffs,
            executions,
            (tenant, name) ->
                tenant.value().equals("t1")
                    ? Optional.ofNullable(secrets.get(name))
                    : Optional.empty(),
            kinds,
            List.of()),
        limits,
        events::add,
        clock,
        Thread::startVirtualThread,
        time);
  }

  private List<Tool> scripted(ToolDefinition definition) {
    return switch (definition) {
      case ToolDefinition.Http http ->
          Optional.<Tool>ofNullable(tools.get(http.name())).stream().toList();
      case ToolDefinition.OpenApi it ->
          Optional.<Tool>ofNullable(tools.get(it.name())).stream().toList();
      case ToolDefinition.Mcp it ->
          Optional.<Tool>ofNullable(tools.get(it.name())).stream().toList();
      case ToolDefinition.Builtin _ -> List.of();
    };
  }
}
