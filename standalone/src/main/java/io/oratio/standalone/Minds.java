package io.oratio.standalone;

import io.oratio.domain.agent.AgentVersion;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.Definitions;
import io.oratio.runtime.conversation.TextMind;
import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.dialogue.DialogueModel;
import io.oratio.runtime.handoff.HandoffRequest;
import io.oratio.runtime.handoff.Handoffs;
import io.oratio.runtime.handoff.Triggers;
import io.oratio.runtime.knowledge.Embedder;
import io.oratio.runtime.knowledge.Found;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.embed.MiniLmEmbedder;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.mail.TableMail;
import io.oratio.runtime.tool.Limits;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Timer;
import io.oratio.runtime.tool.ToolCounter;
import io.oratio.runtime.tool.ToolSpec;
import io.oratio.runtime.tool.Toolbox;
import io.oratio.runtime.tool.Tools;
import io.oratio.storage.Stores;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/// What agents bring to their conversations: definition, tools, knowledge, the offline dialogue.
/// The one place where these are put together for text.
final class Minds implements TextMind, AutoCloseable {
  private static final int MOST_DIALOGUES = 64;
  private static final String COMING = "I am asking a colleague to take over at once.";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("tool-timer").factory());
  private final Map<String, DialogueModel> dialogues = new ConcurrentHashMap<>();
  private final Knowledge knowledge;
  private final Handoffs handoffs;
  private final Toolbox toolbox;
  private final Clock clock;
  private final Supplier<Embedder> embedder;
  private Optional<Embedder> made = Optional.empty();

  /// @param services what the tools reach; its knowledge is the dialogue's too
  Minds(Toolbox.Services services, Supplier<Embedder> embedder, Clock clock) {
    this.knowledge = services.knowledge();
    this.handoffs = services.handoffs();
    this.clock = clock;
    this.embedder = embedder;
    this.toolbox =
        new Toolbox(
            services, Limits.usual(), ToolCounter.NONE, clock, threads, Timer.on(scheduler));
  }

  /// With what every installation has: the stores, and the tools of our own.
  static Minds over(Stores stores, Clock clock) {
    Mail mail = new TableMail(stores.mailbox());
    Handoffs handoffs =
        new Handoffs(
            stores.sessions()::requestHandoff,
            stores.notifications(),
            mail,
            _ -> Optional.empty(),
            clock);
    return new Minds(
        new Toolbox.Services(
            (_, _, _, _, _) -> Found.NOTHING,
            mail,
            stores.facts(),
            handoffs,
            stores.toolExecutions(),
            (_, _) -> Optional.empty(),
            (_, _, _, _) -> List.of(),
            List.of()),
        MiniLmEmbedder::new,
        clock);
  }

  @Override
  public AgentDefinition definition(AgentVersion version) {
    return Definitions.of(version);
  }

  @Override
  public Tools tools(AgentDefinition agent, Scene scene, int turn) {
    return toolbox.open(agent, scene, turn);
  }

  @Override
  public Dialogue dialogue(AgentDefinition agent, Scene.Facts facts, List<ToolSpec> tools) {
    String key = facts.tenantId() + "\n" + facts.agentId() + "\n" + facts.agentVersion();
    if (dialogues.size() > MOST_DIALOGUES) {
      dialogues.clear();
    }
    return dialogues
        .computeIfAbsent(key, _ -> DialogueModel.of(agent, List.of(), embedder()))
        .open(knowledge, facts, tools, clock);
  }

  @Override
  public Optional<String> alarm(AgentDefinition agent, Scene.Facts facts, String words) {
    Optional<Triggers.Heard> heard = Triggers.of(agent).heardIn(words);
    heard.ifPresent(
        it ->
            handoffs.request(
                new HandoffRequest(
                    facts.tenantId(),
                    facts.userId(),
                    facts.agentId(),
                    facts.sessionId(),
                    it.cause(),
                    it.reason())));
    return heard.map(
        _ ->
            agent.humanHandoffDescription().isBlank()
                ? COMING
                : COMING + " " + agent.humanHandoffDescription());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    scheduler.shutdownNow();
    synchronized (this) {
      made.ifPresent(Embedder::close);
    }
  }

  /// Made when it is first needed: with a model nobody needs it here.
  private synchronized Embedder embedder() {
    if (made.isEmpty()) {
      made = Optional.of(embedder.get());
    }
    return made.get();
  }
}
