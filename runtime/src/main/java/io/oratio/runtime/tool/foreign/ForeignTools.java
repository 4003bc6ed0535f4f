package io.oratio.runtime.tool.foreign;

import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.AgentDefinition;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.tool.Scene;
import io.oratio.runtime.tool.Secrets;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.ToolKinds;
import io.oratio.runtime.tool.http.HttpTool;
import io.oratio.runtime.tool.mcp.McpServer;
import io.oratio.runtime.tool.mcp.McpSettings;
import io.oratio.runtime.tool.openapi.OpenApiDocument;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes foreign tools. Documents and the tools of servers are read once for each version of an
/// agent, by the first conversation or ahead of it, and kept for the last [#KEPT_MAX] of them; a
/// conversation waits at most [#PATIENCE] for them and goes on without what is not there by then. A
/// server that failed is asked again by a later conversation.
public final class ForeignTools implements ToolKinds, AutoCloseable {
  /// How many documents and servers are kept.
  public static final int KEPT_MAX = 200;

  /// The longest that opening a conversation waits.
  public static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Logger log = LoggerFactory.getLogger(ForeignTools.class);

  private final OutboundHttp http;
  private final Documents documents;
  private final McpSettings mcp;
  private final Secrets secrets;
  private final Executor threads;
  private final Map<Key, CompletableFuture<Source>> kept = new LinkedHashMap<>(64, 0.75f, true);

  private record Key(TenantId tenantId, String agentId, int version, ToolDefinition definition) {}

  /// What was read.
  private sealed interface Source extends AutoCloseable {
    List<Tool> tools(TenantId tenantId, Secrets secrets, OutboundHttp http);

    @Override
    void close();
  }

  private record Document(OpenApiDocument document, ToolDefinition.OpenApi definition)
      implements Source {
    @Override
    public List<Tool> tools(TenantId tenantId, Secrets secrets, OutboundHttp http) {
      return document.tools(definition, tenantId, secrets, http);
    }

    @Override
    public void close() {}
  }

  private record Server(McpServer server) implements Source {
    @Override
    public List<Tool> tools(TenantId tenantId, Secrets secrets, OutboundHttp http) {
      return server.tools();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /// @param secrets for servers, which outlive the conversation that opened them
  /// @param threads a new virtual thread for each task
  public ForeignTools(
      OutboundHttp http, Documents documents, McpSettings mcp, Secrets secrets, Executor threads) {
    this.http = http;
    this.documents = documents;
    this.mcp = mcp;
    this.secrets = secrets;
    this.threads = threads;
  }

  @Override
  public List<Tool> open(
      AgentDefinition agent, ToolDefinition definition, Scene.Facts facts, Secrets theirs) {
    try {
      return switch (definition) {
        case ToolDefinition.Builtin _ -> List.of();
        case ToolDefinition.Http endpoint ->
            List.of(HttpTool.open(endpoint, facts.tenantId(), theirs, http));
        case ToolDefinition.OpenApi api -> awaited(key(facts, api), facts, theirs);
        case ToolDefinition.Mcp server -> awaited(key(facts, server), facts, theirs);
      };
    } catch (IllegalArgumentException e) {
      log.warn("agent {}: a tool cannot be made: {}", agent.agentId(), e.getMessage());
      return List.of();
    }
  }

  private static Key key(Scene.Facts facts, ToolDefinition definition) {
    return new Key(facts.tenantId(), facts.agentId(), facts.agentVersion(), definition);
  }

  private List<Tool> awaited(Key key, Scene.Facts facts, Secrets theirs) {
    CompletableFuture<Source> source = source(key, facts);
    try {
      return source
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .tools(facts.tenantId(), theirs, http);
    } catch (ExecutionException e) {
      log.warn("agent {}: {}", facts.agentId(), e.getCause().getMessage());
    } catch (TimeoutException _) {
      log.warn("agent {}: a tool's source is not there yet", facts.agentId());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  private CompletableFuture<Source> source(Key key, Scene.Facts facts) {
    synchronized (kept) {
      CompletableFuture<Source> known = kept.get(key);
      if (known != null && !known.isCompletedExceptionally()) {
        return known;
      }
      CompletableFuture<Source> reading =
          CompletableFuture.supplyAsync(() -> read(key, facts), threads);
      kept.put(key, reading);
      if (kept.size() > KEPT_MAX) {
        var eldest = kept.entrySet().iterator();
        eldest.next().getValue().thenAccept(Source::close);
        eldest.remove();
      }
      return reading;
    }
  }

  private Source read(Key key, Scene.Facts facts) {
    try {
      return switch (key.definition()) {
        case ToolDefinition.OpenApi api ->
            new Document(
                OpenApiDocument.parse(
                    documents.text(facts, api.document()), address(api.document())),
                api);
        case ToolDefinition.Mcp server ->
            new Server(McpServer.open(server, facts.tenantId(), secrets, http, mcp));
        case ToolDefinition.Http _, ToolDefinition.Builtin _ ->
            throw new IllegalArgumentException("this kind of tool needs no source");
      };
    } catch (IOException | ToolFailure e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private static Optional<URI> address(String document) {
    return document.startsWith("https://") ? Optional.of(URI.create(document)) : Optional.empty();
  }

  @Override
  public void close() {
    synchronized (kept) {
      kept.values().forEach(it -> it.thenAccept(Source::close));
      kept.clear();
    }
  }
}
