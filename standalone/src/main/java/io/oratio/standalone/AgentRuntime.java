package io.oratio.standalone;

import com.github.f4b6a3.ulid.UlidCreator;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import io.oratio.runtime.agent.AgentApply;
import io.oratio.runtime.agent.AgentFiles;
import io.oratio.runtime.agent.StoredFile;
import io.oratio.runtime.conversation.RuntimeTextMind;
import io.oratio.runtime.conversation.TextMind;
import io.oratio.runtime.dialogue.DialogueModels;
import io.oratio.runtime.dialogue.DocumentPhrases;
import io.oratio.runtime.handoff.AnnouncedNotifications;
import io.oratio.runtime.handoff.Handoffs;
import io.oratio.runtime.knowledge.Embedder;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.embed.MiniLmEmbedder;
import io.oratio.runtime.knowledge.index.IndexKey;
import io.oratio.runtime.knowledge.index.Indexes;
import io.oratio.runtime.knowledge.ingest.Ingestion;
import io.oratio.runtime.knowledge.ingest.LocalKnowledge;
import io.oratio.runtime.knowledge.ingest.VersionIngestion;
import io.oratio.runtime.knowledge.page.WebPages;
import io.oratio.runtime.knowledge.parse.DocumentReader;
import io.oratio.runtime.knowledge.parse.WorkerDocumentReader;
import io.oratio.runtime.knowledge.split.HeadingSplitter;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.mail.SesMail;
import io.oratio.runtime.mail.SmtpMail;
import io.oratio.runtime.mail.SmtpServer;
import io.oratio.runtime.mail.TableMail;
import io.oratio.runtime.outbound.AllowedTarget;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundRefused;
import io.oratio.runtime.outbound.OutboundRequest;
import io.oratio.runtime.outbound.OutboundResponse;
import io.oratio.runtime.outbound.OutboundSettings;
import io.oratio.runtime.outbound.SystemResolver;
import io.oratio.runtime.prompt.PromptAssembly;
import io.oratio.runtime.tool.Limits;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Secrets;
import io.oratio.runtime.tool.Timer;
import io.oratio.runtime.tool.ToolCounter;
import io.oratio.runtime.tool.Toolbox;
import io.oratio.runtime.tool.foreign.ForeignTools;
import io.oratio.runtime.tool.mcp.McpSettings;
import io.oratio.storage.Stores;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agents' mind over this process's stores: made once, shared by all conversations. Making it
/// costs little; models are loaded when they are first needed. Safe from any thread.
final class AgentRuntime implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AgentRuntime.class);
  private static final int INDEXES_OPEN_MAX = 64;
  private static final long DOCUMENT_BYTES_MAX = 4L << 20;
  private static final int PASSAGES_FOR_PHRASES = 2_000;
  private static final Duration MAIL_PATIENCE = Duration.ofSeconds(10);

  /// What every stored object carries.
  static final Map<String, String> TAGS = Map.of("platform", "oratio", "environment", "standalone");

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Stores stores;
  private final ExecutorService threads;
  private final Embedder embedder;
  private final OutboundHttp http;
  private final Indexes indexes;
  private final Ingestion ingestion;
  private final AgentFiles files;
  private final Mail mail;
  private final Knowledge knowledge;
  private final Handoffs handoffs;
  private final Toolbox toolbox;
  private final PromptAssembly prompts;
  private final DialogueModels dialogues;

  private AgentRuntime(
      Stores stores, Notifications notifications, Settings settings, MiniLmEmbedder model)
      throws IOException {
    this.stores = stores;
    Clock clock = Clock.systemUTC();
    Path folder = settings.dataDir().resolve("knowledge");
    Files.createDirectories(folder);
    threads = closed(Executors.newVirtualThreadPerTaskExecutor());
    ScheduledExecutorService timer =
        closed(
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tools-timer").factory()));
    embedder = closed(model);
    indexes =
        closed(
            new Indexes(
                folder,
                embedder,
                () -> UlidCreator.getMonotonicUlid().toString(),
                INDEXES_OPEN_MAX));
    DocumentReader reader = closed(WorkerDocumentReader.standard());
    http = closed(new OutboundHttp(outbound(settings.outbound()), new SystemResolver()));
    ingestion =
        new Ingestion(
            indexes,
            reader,
            new HeadingSplitter(),
            stores.objects(),
            stores.knowledgeBases(),
            new KnowledgePages(new WebPages(http, clock)),
            folder,
            TAGS,
            clock);
    files = new AgentFiles(stores.objects(), TAGS);
    knowledge = new LocalKnowledge(indexes, ingestion, threads);
    mail = mail(settings.mail());
    Optional<String> helper = Optional.of(settings.mail().handoffTo()).filter(it -> !it.isBlank());
    handoffs =
        new Handoffs(
            stores.sessions()::requestHandoff,
            notifications,
            mail,
            it -> DemoTenant.ID.equals(it.tenantId()) ? helper : Optional.empty(),
            clock);
    // An environment variable's name has no small letters of its own.
    Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.putAll(settings.secrets());
    // The operator's own: another tenant's tools would carry them anywhere.
    Secrets secrets =
        (tenant, name) ->
            DemoTenant.ID.equals(tenant) ? Optional.ofNullable(values.get(name)) : Optional.empty();
    toolbox =
        new Toolbox(
            new Toolbox.Services(
                knowledge,
                mail,
                stores.facts(),
                handoffs,
                stores.toolExecutions(),
                secrets,
                closed(
                    new ForeignTools(
                        http, this::document, mcp(settings.tools()), secrets, threads)),
                settings.mail().recipients()),
            Limits.usual(),
            ToolCounter.NONE,
            clock,
            threads,
            Timer.on(timer));
    prompts = new PromptAssembly(clock);
    dialogues = new DialogueModels(embedder, this::documentPhrases);
  }

  /// For a process that answers nobody meanwhile: embedding takes all processors.
  ///
  /// @throws CannotStart when the data folder cannot be written
  static AgentRuntime over(Stores stores, Settings settings) {
    int processors = Runtime.getRuntime().availableProcessors();
    return over(
        stores, stores.notifications(), settings, new MiniLmEmbedder(Math.min(processors, 8)));
  }

  /// For a process that takes calls: half of the processors are left to them.
  ///
  /// @throws CannotStart when the data folder cannot be written
  static AgentRuntime besideCalls(Stores stores, LiveEvents events, Settings settings) {
    Notifications announced =
        new AnnouncedNotifications(stores.notifications(), events, Clock.systemUTC());
    return over(stores, announced, settings, new MiniLmEmbedder());
  }

  private static AgentRuntime over(
      Stores stores, Notifications notifications, Settings settings, MiniLmEmbedder model) {
    try {
      return new AgentRuntime(stores, notifications, settings, model);
    } catch (IOException e) {
      throw new CannotStart(
          "the data folder " + settings.dataDir() + " cannot be written: " + e.getMessage(), e);
    }
  }

  Stores stores() {
    return stores;
  }

  /// A new virtual thread for each task.
  ExecutorService threads() {
    return threads;
  }

  /// Lets callers reach what agents' folders say.
  AgentApply apply() {
    return new AgentApply(stores.agents(), stores.numbers(), files, ingestion(), Clock.systemUTC());
  }

  /// Makes a version's documents known.
  VersionIngestion ingestion() {
    return new VersionIngestion(ingestion, stores.knowledgeBases());
  }

  /// Holds the indexes here to what processes elsewhere have learned.
  LearnedVersions learned() {
    return new LearnedVersions(stores.knowledgeBases(), ingestion, dialogues);
  }

  AgentFiles files() {
    return files;
  }

  Mail mail() {
    return mail;
  }

  Knowledge knowledge() {
    return knowledge;
  }

  Handoffs handoffs() {
    return handoffs;
  }

  Toolbox toolbox() {
    return toolbox;
  }

  DialogueModels dialogues() {
    return dialogues;
  }

  /// What agents bring to conversations in text.
  TextMind textMind() {
    return new RuntimeTextMind(toolbox, dialogues, knowledge, handoffs, Clock.systemUTC());
  }

  PromptAssembly prompts() {
    return prompts;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) { // the root of an ending: the rest is closed all the same
        log.warn("a part of the agents' runtime did not close", e);
      }
    }
  }

  /// An OpenAPI document: a file of the agent's folder, or fetched.
  private String document(Scene.Facts agent, String name) throws IOException {
    if (name.startsWith("https://")) {
      return fetched(agent.tenantId(), name);
    }
    StoredFile file =
        files.of(agent.tenantId(), agent.userId(), agent.agentId(), agent.agentVersion()).get(name);
    if (file == null || file.sizeBytes() > DOCUMENT_BYTES_MAX) {
      throw new FileNotFoundException("the agent's folder holds no usable " + name);
    }
    try (InputStream in = files.read(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String fetched(TenantId tenantId, String url) throws IOException {
    try {
      OutboundResponse answer =
          http.send(OutboundRequest.get(tenantId, url, Duration.ofSeconds(15)));
      if (answer.status() != 200) {
        throw new IOException("the OpenAPI document was answered with " + answer.status());
      }
      return new String(answer.body(), StandardCharsets.UTF_8);
    } catch (OutboundRefused e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while an OpenAPI document was fetched");
    }
  }

  private List<String> documentPhrases(TenantId tenantId, String agentId, int version) {
    try {
      return DocumentPhrases.of(
          indexes.passages(new IndexKey(tenantId, agentId, version), PASSAGES_FOR_PHRASES));
    } catch (IOException e) {
      log.warn("the index of {} cannot be read", agentId, e);
      return List.of();
    }
  }

  private <T extends AutoCloseable> T closed(T part) {
    opened.push(part);
    return part;
  }

  private static McpSettings mcp(Settings.Tools tools) {
    return new McpSettings(
        tools.mcpCommands().stream().map(it -> List.of(it.strip().split("\\s+"))).toList(),
        McpSettings.USUAL.openWithin(),
        McpSettings.USUAL.messageBytes());
  }

  private static OutboundSettings outbound(Settings.Outbound settings) {
    try {
      return OutboundSettings.USUAL
          .withPlainHttp(settings.plainHttp())
          .withAllowed(settings.allowed().stream().map(AllowedTarget::parse).toList());
    } catch (IllegalArgumentException e) {
      throw new CannotStart("oratio.outbound.allowed: " + e.getMessage(), e);
    }
  }

  private Mail mail(Settings.Mail mail) {
    return switch (mail.carrier()) {
      case AUTO, TABLE -> new TableMail(stores.mailbox());
      case SMTP ->
          new SmtpMail(
              new SmtpServer(
                  mail.host(),
                  mail.port(),
                  mail.security(),
                  mail.user(),
                  mail.user().isBlank()
                      ? Optional.empty()
                      : Optional.of(new Secret(mail.password())),
                  mail.from(),
                  MAIL_PATIENCE));
      case SES ->
          closed(SesMail.open(mail.from(), Optional.empty(), Optional.empty(), MAIL_PATIENCE));
    };
  }
}
