package io.oratio.standalone;

import com.github.f4b6a3.ulid.UlidCreator;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import io.oratio.runtime.dialogue.DialogueModels;
import io.oratio.runtime.dialogue.DocumentPhrases;
import io.oratio.runtime.handoff.Handoffs;
import io.oratio.runtime.knowledge.Embedder;
import io.oratio.runtime.knowledge.Knowledge;
import io.oratio.runtime.knowledge.embed.MiniLmEmbedder;
import io.oratio.runtime.knowledge.index.IndexKey;
import io.oratio.runtime.knowledge.index.Indexes;
import io.oratio.runtime.knowledge.ingest.Ingestion;
import io.oratio.runtime.knowledge.ingest.LocalKnowledge;
import io.oratio.runtime.knowledge.parse.DocumentReader;
import io.oratio.runtime.knowledge.parse.WorkerDocumentReader;
import io.oratio.runtime.knowledge.split.HeadingSplitter;
import io.oratio.runtime.mail.Mail;
import io.oratio.runtime.mail.SmtpMail;
import io.oratio.runtime.mail.SmtpServer;
import io.oratio.runtime.mail.TableMail;
import io.oratio.runtime.outbound.AllowedTarget;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundSettings;
import io.oratio.runtime.outbound.SystemResolver;
import io.oratio.runtime.prompt.PromptAssembly;
import io.oratio.runtime.tool.Limits;
import io.oratio.runtime.tool.Secrets;
import io.oratio.runtime.tool.Timer;
import io.oratio.runtime.tool.ToolCounter;
import io.oratio.runtime.tool.Toolbox;
import io.oratio.runtime.tool.foreign.ForeignTools;
import io.oratio.runtime.tool.mcp.McpSettings;
import io.oratio.storage.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final int PASSAGES_FOR_PHRASES = 2_000;
  private static final Duration MAIL_PATIENCE = Duration.ofSeconds(10);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Stores stores;
  private final ExecutorService threads;
  private final Embedder embedder;
  private final OutboundHttp http;
  private final Indexes indexes;
  private final Ingestion ingestion;
  private final Knowledge knowledge;
  private final Handoffs handoffs;
  private final Toolbox toolbox;
  private final PromptAssembly prompts;
  private final DialogueModels dialogues;

  private AgentRuntime(Stores stores, Settings settings) throws IOException {
    this.stores = stores;
    Clock clock = Clock.systemUTC();
    Path folder = settings.dataDir().resolve("knowledge");
    Files.createDirectories(folder);
    threads = closed(Executors.newVirtualThreadPerTaskExecutor());
    ScheduledExecutorService timer =
        closed(
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tools-timer").factory()));
    embedder = closed(new MiniLmEmbedder());
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
            new WebPages(http),
            folder,
            Map.of("platform", "oratio", "environment", "standalone"),
            clock);
    knowledge = new LocalKnowledge(indexes, ingestion, threads);
    Mail mail = mail(settings.mail(), stores);
    Optional<String> helper = Optional.of(settings.mail().handoffTo()).filter(it -> !it.isBlank());
    handoffs =
        new Handoffs(
            stores.sessions()::requestHandoff,
            stores.notifications(),
            mail,
            _ -> helper,
            clock);
    Map<String, String> values = settings.secrets();
    Secrets secrets = (_, name) -> Optional.ofNullable(values.get(name));
    toolbox =
        new Toolbox(
            new Toolbox.Services(
                knowledge,
                mail,
                stores.facts(),
                handoffs,
                stores.toolExecutions(),
                secrets,
                closed(new ForeignTools(http, this::document, mcp(settings.tools()), secrets, threads)),
                settings.mail().recipients()),
            Limits.usual(),
            ToolCounter.NONE,
            clock,
            threads,
            Timer.on(timer));
    prompts = new PromptAssembly(clock);
    dialogues = new DialogueModels(embedder, this::documentPhrases);
  }

  /// @throws CannotStart when the data folder cannot be written
  static AgentRuntime over(Stores stores, Settings settings) {
    try {
      return new AgentRuntime(stores, settings);
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

  Ingestion ingestion() {
    return ingestion;
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

  private List<String> documentPhrases(TenantId tenantId, String agentId, int version) {
    try {
      return DocumentPhrases.of(
          indexes.passages(
              new IndexKey(tenantId, agentId, version),
              PASSAGES_FOR_PHRASES));
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

  private static Mail mail(Settings.Mail mail, Stores stores) {
    return mail.host().isBlank()
        ? new TableMail(stores.mailbox())
        : new SmtpMail(
            new SmtpServer(
                mail.host(),
                mail.port(),
                mail.security(),
                mail.user(),
                mail.user().isBlank() ? Optional.empty() : Optional.of(new Secret(mail.password())),
                mail.from(),
                MAIL_PATIENCE));
  }
}
