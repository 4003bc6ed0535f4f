package io.oratio.runtime.conversation;

import io.opentelemetry.context.Context;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Conversations.Left;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.conversation.Usage;
import io.oratio.domain.session.Ending;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.Session.Completion;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.SessionType;
import io.oratio.domain.session.Turn;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.conversation.ReplyRefused.Why;
import io.oratio.runtime.conversation.RunEvent.Reason;
import io.oratio.runtime.dialogue.Dialogue;
import io.oratio.runtime.model.Cancellation;
import io.oratio.runtime.model.Models;
import io.oratio.runtime.prompt.PromptAssembly;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Tools;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All conversations in text of this process: opens them, answers in them, ends them, and takes up
/// again what a process before it left. Any thread; what blocks, blocks a thread of the run.
public final class TextAgents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TextAgents.class);
  private static final int PAGE = 1000;
  private static final int REPLAYED = 40;

  private final TextStores stores;
  private final TextMind mind;
  private final Models models;
  private final PromptAssembly prompts;
  private final TextSettings settings;
  private final Clock clock;
  private final Supplier<String> ids;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Live> live = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<String, Cancellation> running = new ConcurrentHashMap<>();
  private volatile boolean isClosing;

  /// @param ids makes ids of 1 to 31 letters and digits that sort by time
  public TextAgents(
      TextStores stores,
      TextMind mind,
      Models models,
      PromptAssembly prompts,
      TextSettings settings,
      Clock clock,
      Supplier<String> ids) {
    this.stores = stores;
    this.mind = mind;
    this.models = models;
    this.prompts = prompts;
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
  }

  /// Opens a conversation and its session. The agent's greeting, if it has one, is its first
  /// message.
  ///
  /// @throws ReplyRefused if there is no such agent, or no such version of it, or, where the
  ///   published one is asked for, the agent does not answer now
  public Conversation open(Opening opening) throws ReplyRefused {
    AgentVersion version = version(opening);
    AgentDefinition agent = mind.definition(version);
    Conversation conversation = opened(opening, version, agent);
    if (!agent.greeting().isBlank()) {
      written(conversation, 1, new Said(Message.Role.ASSISTANT, agent.greeting()));
    }
    return conversation;
  }

  /// Opens a conversation that was begun elsewhere: what was said there stands in place of the
  /// greeting.
  ///
  /// @param before in order
  /// @throws ReplyRefused as [#open(Opening)] does
  public Conversation open(Opening opening, List<Said> before) throws ReplyRefused {
    AgentVersion version = version(opening);
    Conversation conversation = opened(opening, version, mind.definition(version));
    int sequence = 0;
    for (Said each : before) {
      written(conversation, ++sequence, each);
    }
    return conversation;
  }

  /// Something that was said before a conversation came here.
  ///
  /// @param role the person's or the agent's
  public record Said(Message.Role role, String words) {
    public Said {
      if (role == Message.Role.TOOL) {
        throw new IllegalArgumentException("a tool says nothing to anybody");
      }
    }
  }

  private AgentVersion version(Opening opening) throws ReplyRefused {
    if (opening.agentVersion() != 0) {
      return stores
          .agents()
          .version(opening.tenantId(), opening.agentId(), opening.agentVersion())
          .orElseThrow(() -> new ReplyRefused(Why.NOT_FOUND, "There is no such version."));
    }
    Agent agent =
        stores
            .agents()
            .find(opening.tenantId(), opening.agentId())
            .orElseThrow(() -> new ReplyRefused(Why.NOT_FOUND, "There is no such agent."));
    refusePaused(agent);
    if (agent.status() != AgentStatus.ACTIVE || agent.publishedVersion().isEmpty()) {
      throw new ReplyRefused(Why.NOT_READY, "The agent is not ready to be asked yet.");
    }
    return stores
        .agents()
        .version(opening.tenantId(), opening.agentId(), agent.publishedVersion().getAsInt())
        .orElseThrow(() -> new ReplyRefused(Why.NOT_FOUND, "There is no such agent."));
  }

  private static void refusePaused(Agent agent) throws ReplyRefused {
    if (agent.status() == AgentStatus.PAUSED) {
      throw new ReplyRefused(Why.PAUSED, "The agent is paused; somebody has to resume it.");
    }
  }

  private Conversation opened(Opening opening, AgentVersion version, AgentDefinition agent) {
    String id = ids.get();
    Instant now = clock.instant();
    Conversation conversation =
        new Conversation(
            opening.tenantId(),
            id,
            opening.agentId(),
            version.version(),
            opening.subject(),
            "",
            0,
            opening.context(),
            Usage.NONE,
            now,
            now);
    Session session = session(opening, version, agent, id, now);
    stores.sessions().open(session);
    stores.conversations().save(conversation);
    return conversation;
  }

  private Session session(
      Opening opening, AgentVersion version, AgentDefinition agent, String id, Instant now) {
    return new Session(
        opening.tenantId(),
        id,
        opening.agentId(),
        version.version(),
        stores
            .agents()
            .find(opening.tenantId(), opening.agentId())
            .map(it -> it.userId())
            .orElse(""),
        settings.node(),
        SessionType.TEXT,
        opening.channel(),
        SessionStatus.ACTIVE,
        "",
        engine(agent),
        now,
        Optional.empty(),
        0,
        Optional.empty(),
        false,
        Optional.empty(),
        opening.customer(),
        Optional.empty(),
        Optional.empty());
  }

  private void written(Conversation to, int sequence, Said said) {
    Turn.Role role = said.role() == Message.Role.USER ? Turn.Role.USER : Turn.Role.ASSISTANT;
    stores
        .sessions()
        .append(
            to.tenantId(),
            to.conversationId(),
            new Turn(sequence, role, said.words(), to.createdAt(), Duration.ZERO, false, ""));
    stores
        .conversations()
        .append(
            to.tenantId(),
            to.conversationId(),
            new Message(
                ids.get(),
                sequence,
                said.role(),
                said.words(),
                "",
                "",
                Metadata.ofRun(""),
                to.createdAt()));
  }

  /// Who answers: the model's name among the settings, or `offline`.
  public String engine(AgentDefinition agent) {
    return models.named(agent.textConfig().model()).map(it -> it.name()).orElse("offline");
  }

  /// Answers a message, after the ones before it.
  ///
  /// @param correlationId the caller's own name of the request; blank for none
  /// @param listener told of the run's events on its thread; must not block for long
  /// @throws ReplyRefused if it will not be answered at all
  public Reply reply(
      TenantId tenantId,
      String conversationId,
      String message,
      String correlationId,
      Consumer<RunEvent> listener)
      throws ReplyRefused {
    if (message.isBlank() || message.length() > settings.messageChars()) {
      throw new ReplyRefused(
          Why.BAD_MESSAGE,
          "A message has 1 to " + settings.messageChars() + " characters, not only blanks.");
    }
    Conversation conversation =
        stores
            .conversations()
            .find(tenantId, conversationId)
            .orElseThrow(
                () ->
                    new ReplyRefused(
                        Why.NOT_FOUND, "There is no conversation " + conversationId + "."));
    Optional<Agent> agent = stores.agents().find(tenantId, conversation.agentId());
    if (agent.isPresent()) {
      refusePaused(agent.get());
    }
    return begin(
        tenantId,
        conversationId,
        RunIds.of(conversationId, ids.get()),
        correlationId,
        clock.instant(),
        listener,
        new Work(Integer.MAX_VALUE, run -> run.answer(message)));
  }

  /// Gives the agent other facts about the surroundings, from the next run on.
  ///
  /// @return the conversation with them; empty if it is not there
  public Optional<Conversation> surround(
      TenantId tenantId, String conversationId, Map<String, String> context) {
    Optional<Conversation> changed =
        stores
            .conversations()
            .find(tenantId, conversationId)
            .map(it -> it.within(context, clock.instant()));
    changed.ifPresent(stores.conversations()::save);
    synchronized (live) {
      Live its = live.get(key(tenantId, conversationId));
      if (its != null) {
        its.isStale = true;
      }
    }
    return changed;
  }

  /// Marks the runs that this node left when its process ended; each may be resumed.
  ///
  /// @return those that were left, as they now stand
  public List<Left> recover() {
    return recover(settings.node());
  }

  /// Marks the runs that another node left, of which it is known that it has ended.
  public List<Left> recover(String node) {
    List<Left> marked = new ArrayList<>();
    for (Left left : stores.conversations().unfinishedOn(node)) {
      if (running.containsKey(left.run().runId())) {
        continue;
      }
      Run it = left.run();
      Run interrupted =
          new Run(
              it.runId(),
              it.conversationId(),
              Run.Status.INTERRUPTED,
              it.correlationId(),
              it.node(),
              it.checkpoint(),
              Optional.of("the process ended"),
              it.startedAt(),
              clock.instant());
      stores.conversations().save(left.tenantId(), interrupted);
      marked.add(new Left(left.tenantId(), interrupted));
    }
    return marked;
  }

  /// Goes on with the newest run of a conversation if it was interrupted by the end of its process.
  /// A tool it has used is not used again.
  ///
  /// @return empty when there is nothing to go on with
  public Optional<Reply> resume(
      TenantId tenantId, String conversationId, Consumer<RunEvent> listener) throws ReplyRefused {
    Optional<Run> newest =
        stores.conversations().runs(tenantId, conversationId, 1).stream()
            .filter(it -> it.status() == Run.Status.INTERRUPTED && !it.checkpoint().isBlank())
            .findFirst();
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    int sequence = Metadata.read(newest.get().checkpoint()).path("message").asInt(0);
    List<Message> after =
        History.after(stores.conversations(), tenantId, conversationId, Math.max(0, sequence - 1));
    if (after.isEmpty() || after.getFirst().role() != Message.Role.USER) {
      return Optional.empty();
    }
    Run run = newest.get();
    return Optional.of(
        begin(
            tenantId,
            conversationId,
            run.runId(),
            run.correlationId(),
            run.startedAt(),
            listener,
            new Work(sequence, it -> it.resumed(after.getFirst(), after))));
  }

  /// Ends a conversation; its session is closed. Again changes nothing.
  public void end(TenantId tenantId, String conversationId, String reason) {
    Optional<Session> session = stores.sessions().find(tenantId, conversationId);
    if (session.isPresent() && session.get().endTime().isEmpty()) {
      stores
          .sessions()
          .complete(
              tenantId,
              conversationId,
              new Completion(
                  session.get().handoffRequested()
                      ? SessionStatus.HANDOFF_REQUESTED
                      : SessionStatus.COMPLETED,
                  clock.instant(),
                  new Ending("completed", reason),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()));
    }
    Live gone;
    synchronized (live) {
      gone = live.remove(key(tenantId, conversationId));
    }
    if (gone != null) {
      gone.close();
    }
  }

  /// Stops what runs, waits a little for its records, and lets all conversations go.
  @Override
  public void close() {
    isClosing = true;
    running.values().forEach(Cancellation::cancel);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
    synchronized (live) {
      live.values().forEach(Live::close);
      live.clear();
    }
  }

  /// What a run does once it holds its conversation.
  ///
  /// @param resumedAt the message that is answered again; beyond all when none is
  private record Work(int resumedAt, Function<TextRun, Answer> deed) {}

  private Reply begin(
      TenantId tenantId,
      String conversationId,
      String runId,
      String correlationId,
      Instant startedAt,
      Consumer<RunEvent> listener,
      Work work)
      throws ReplyRefused {
    if (isClosing) {
      throw new ReplyRefused(Why.CLOSING, "The process is about to end; please try again.");
    }
    Live its = ready(tenantId, conversationId);
    if (its.runs.incrementAndGet() > settings.waiting() + 1) {
      its.runs.decrementAndGet();
      throw new ReplyRefused(Why.BUSY, "Too many messages wait in this conversation.");
    }
    Cancellation cancellation = new Cancellation();
    running.put(runId, cancellation);
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    Telling telling = new Telling(runId, listener);
    Context asked = Context.current();
    threads.execute(
        () -> {
          its.lock.lock();
          try (RunTrace _ = new RunTrace(asked, tenantId, conversationId, runId, correlationId)) {
            run(its, runId, correlationId, startedAt, cancellation, telling, work, answer);
          } finally {
            its.lock.unlock();
            its.runs.decrementAndGet();
            running.remove(runId);
          }
        });
    return new Reply(runId, answer, cancellation);
  }

  private void run(
      Live its,
      String runId,
      String correlationId,
      Instant startedAt,
      Cancellation cancellation,
      Telling telling,
      Work work,
      CompletableFuture<Answer> answer) {
    Optional<TextRun> run = Optional.empty();
    try {
      Live.Opened opened = opened(its, work.resumedAt());
      TextRun.Around around =
          new TextRun.Around(
              stores,
              mind,
              models.named(opened.agent.textConfig().model()),
              prompts,
              settings,
              clock,
              ids);
      TextRun made =
          new TextRun(around, its, opened, runId, correlationId, startedAt, cancellation, telling);
      run = Optional.of(made);
      answer.complete(work.deed().apply(made));
    } catch (RuntimeException e) {
      // The root of a run's thread: a store that is away, before anything could be written.
      LOG.error("run {} could not begin", runId, e);
      telling.sentence(Sentences.OUR_ERROR);
      telling.status(Run.Status.FAILED, Reason.OUR_ERROR, its.isHandedOff, Usage.NONE);
      answer.complete(
          new Answer(
              runId,
              telling.said(),
              List.of(),
              Run.Status.FAILED,
              Reason.OUR_ERROR,
              its.isHandedOff,
              its.isEnded,
              Usage.NONE));
    }
    tidied(run, runId);
  }

  private static void tidied(Optional<TextRun> run, String runId) {
    try {
      run.ifPresent(TextRun::tidy);
    } catch (RuntimeException e) {
      // The answer was given; the summary is made after the next one.
      LOG.warn("after run {} nothing was summarised: {}", runId, e.getClass().getName());
    }
  }

  private Live ready(TenantId tenantId, String conversationId) throws ReplyRefused {
    synchronized (live) {
      Live its = live.get(key(tenantId, conversationId));
      if (its != null) {
        return its;
      }
      if (live.size() >= settings.live()) {
        Optional<Map.Entry<String, Live>> idle =
            live.entrySet().stream().filter(it -> it.getValue().runs.get() == 0).findFirst();
        if (idle.isEmpty()) {
          throw new ReplyRefused(Why.CROWDED, "Too many conversations are going on.");
        }
        live.remove(idle.get().getKey());
        idle.get().getValue().close();
      }
      Live made = new Live(tenantId, conversationId);
      live.put(key(tenantId, conversationId), made);
      return made;
    }
  }

  /// Reads and makes what a conversation needs, once. Held by its run.
  ///
  /// @param resumedAt the message that is answered again; beyond all when none is
  private Live.Opened opened(Live its, int resumedAt) {
    Live.Opened ready = its.opened();
    if (ready != null && !its.isStale) {
      return ready;
    }
    its.close();
    its.isStale = false;
    Conversation conversation =
        stores.conversations().find(its.tenantId, its.id).orElseThrow(IllegalStateException::new);
    Session session =
        stores.sessions().find(its.tenantId, its.id).orElseThrow(IllegalStateException::new);
    AgentVersion version =
        stores
            .agents()
            .version(its.tenantId, conversation.agentId(), conversation.agentVersion())
            .orElseThrow(IllegalStateException::new);
    AgentDefinition agent = mind.definition(version);
    its.isHandedOff = session.handoffRequested();
    its.isEnded = session.endTime().isPresent();
    TextScene scene = new TextScene(its, facts(conversation, session, agent));
    List<Message> messages = History.after(stores.conversations(), its.tenantId, its.id, 0);
    // A run that is resumed hears its own message again, so that message does not count.
    List<Message> before = messages.stream().filter(it -> it.sequence() < resumedAt).toList();
    int spoken = (int) before.stream().filter(it -> it.role() == Message.Role.USER).count();
    Tools tools = mind.tools(agent, scene, spoken);
    Dialogue dialogue = mind.dialogue(agent, scene.facts(), tools.specs());
    if (!models.isConfigured()) {
      replay(dialogue, before);
    }
    Live.Opened now =
        new Live.Opened(
            conversation,
            session,
            version,
            agent,
            scene,
            tools,
            dialogue,
            messages.isEmpty() ? 0 : messages.getLast().sequence(),
            turns(its));
    its.opened(now);
    return now;
  }

  /// Brings an agent without a model to where its conversation stands.
  private static void replay(Dialogue dialogue, List<Message> messages) {
    List<Message> last = messages.subList(Math.max(0, messages.size() - REPLAYED), messages.size());
    for (Message message : last) {
      switch (message.role()) {
        case USER -> dialogue.replyTo(message.content(), true);
        case TOOL -> dialogue.toolAnswered(message.toolCallId(), message.content());
        case ASSISTANT -> {}
      }
    }
  }

  private int turns(Live its) {
    int last = 0;
    while (true) {
      List<Turn> page = stores.sessions().turns(its.tenantId, its.id, last, PAGE);
      if (page.isEmpty()) {
        return last;
      }
      last = page.getLast().sequence();
    }
  }

  private static Scene.Facts facts(
      Conversation conversation, Session session, AgentDefinition agent) {
    return new Scene.Facts(
        conversation.tenantId(),
        conversation.agentId(),
        conversation.agentVersion(),
        session.userId(),
        session.sessionId(),
        session.channel(),
        conversation.subject(),
        "",
        zone(agent.timeZone()),
        conversation.context());
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      return ZoneOffset.UTC;
    }
  }

  private static String key(TenantId tenantId, String conversationId) {
    return tenantId + "\n" + conversationId;
  }
}
