package io.oratio.runtime.tool.mcp;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.agent.ToolDefinition;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundRefused;
import io.oratio.runtime.tool.Secrets;
import io.oratio.runtime.tool.Tool;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.http.Endpoint;
import io.oratio.runtime.tool.http.HeaderLines;
import io.oratio.runtime.tool.http.Terms;
import io.oratio.runtime.tool.openapi.ToolNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// One MCP server of one tenant: greeted and asked for its tools once, when it is opened; used by
/// any number of conversations after that. A server that has died is started or greeted anew by the
/// next use, within that use's time; its tools stay those of the first listing.
public final class McpServer implements AutoCloseable {
  /// The most tools of one server.
  public static final int MOST_TOOLS = 20;

  private static final int MOST_PAGES = 10;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final McpJsonMapper MCP_JSON = new JacksonMcpJsonMapper(JSON);
  private static final McpSchema.Implementation OURSELVES =
      McpSchema.Implementation.builder("oratio", "1").build();

  // The tool runtime checks arguments and results itself, for tools of every kind alike.
  private static final JsonSchemaValidator NONE =
      (_, value) -> JsonSchemaValidator.ValidationResponse.asValid(String.valueOf(value));

  private final ToolDefinition.Mcp definition;
  private final TenantId tenantId;
  private final Secrets secrets;
  private final OutboundHttp http;
  private final McpSettings settings;
  private final Duration within;
  private final HeaderLines headers;
  private final ReentrantLock greeting = new ReentrantLock();
  private volatile List<Tool> tools = List.of();
  private volatile @Nullable Session session;
  private volatile boolean isClosed;

  private record Session(McpAsyncClient client, Wire wire) {}

  private McpServer(
      ToolDefinition.Mcp definition,
      TenantId tenantId,
      Secrets secrets,
      OutboundHttp http,
      McpSettings settings) {
    this.definition = definition;
    this.tenantId = tenantId;
    this.secrets = secrets;
    this.http = http;
    this.settings = settings;
    this.within = Terms.timeLimit(definition.bounds());
    this.headers = new HeaderLines(definition.headers());
  }

  /// Starts or greets the server and lists its tools; blocks up to [McpSettings#openWithin].
  ///
  /// @throws ToolFailure when the server cannot be used
  /// @throws IllegalArgumentException when the operator has not allowed the command, or the
  ///   definition names neither a command nor an address
  public static McpServer open(
      ToolDefinition.Mcp definition,
      TenantId tenantId,
      Secrets secrets,
      OutboundHttp http,
      McpSettings settings)
      throws ToolFailure, InterruptedException {
    if (definition.command().isEmpty() == definition.url().isBlank()) {
      throw new IllegalArgumentException("an MCP server has either a command or a url");
    }
    if (!definition.command().isEmpty() && !settings.commands().contains(definition.command())) {
      throw new IllegalArgumentException(
          "the operator has not allowed this command for MCP servers");
    }
    var server = new McpServer(definition, tenantId, secrets, http, settings);
    try {
      server.list();
      return server;
    } catch (ToolFailure | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// The tools it had when it was opened.
  public List<Tool> tools() {
    return tools;
  }

  private void list() throws ToolFailure, InterruptedException {
    long deadline = System.nanoTime() + settings.openWithin().toNanos();
    var client = session(settings.openWithin()).client();
    var listed = new ArrayList<McpSchema.Tool>();
    String cursor = McpSchema.FIRST_PAGE;
    for (int i = 0; i < MOST_PAGES; i++) {
      var page = awaited(client.listTools(cursor), left(deadline));
      listed.addAll(page.tools());
      cursor = page.nextCursor();
      if (cursor == null || cursor.isEmpty()) {
        break;
      }
    }
    tools = picked(listed);
  }

  private List<Tool> picked(List<McpSchema.Tool> listed) throws ToolFailure {
    var wanted = new HashSet<>(definition.tools());
    var names = new ToolNames();
    var picked = new ArrayList<Tool>();
    for (var it : listed) {
      boolean isWanted = definition.tools().isEmpty() || wanted.remove(it.name());
      if (isWanted && picked.size() < MOST_TOOLS && McpTool.isUsable(it)) {
        picked.add(new McpTool(this, it, names.unused(it.name()), definition.bounds(), JSON));
      }
    }
    if (!wanted.isEmpty()) {
      throw new ToolFailure(
          "tool_missing", "The tool's server does not have the tools " + wanted + ".", false);
    }
    return List.copyOf(picked);
  }

  /// Calls one of its tools. A server that has forgotten the session has not looked at the call: it
  /// is greeted anew and asked again.
  McpSchema.CallToolResult call(McpSchema.CallToolRequest request)
      throws ToolFailure, InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    var open = session(within);
    try {
      return awaited(open.client().callTool(request), left(deadline));
    } catch (ToolFailure e) {
      if (!open.wire().isForgotten()) {
        throw e;
      }
    }
    return awaited(session(left(deadline)).client().callTool(request), left(deadline));
  }

  private static Duration left(long deadlineNanos) {
    return Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime()));
  }

  /// A text without the secrets that this server's headers hold.
  String cleaned(String text) throws ToolFailure {
    return headers.filled(name -> secrets.secret(tenantId, name)).cleaned().apply(text);
  }

  // Only one at a time greets; the others wait for it as long as it may take.
  private Session session(Duration longest) throws ToolFailure, InterruptedException {
    long deadline = System.nanoTime() + longest.toNanos();
    if (!greeting.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new ToolFailure("timeout", "The tool's server did not answer in time.", true);
    }
    try {
      return greeted(left(deadline));
    } finally {
      greeting.unlock();
    }
  }

  private Session greeted(Duration longest) throws ToolFailure, InterruptedException {
    if (isClosed) {
      throw new ToolFailure("closed", "The tool's server has been closed.", false);
    }
    var open = session;
    if (open != null && !open.wire().isOver()) {
      return open;
    }
    if (open != null) {
      session = null;
      end(open.client(), open.wire());
    }
    var wire = wire();
    var client =
        McpClient.async(wire)
            .clientInfo(OURSELVES)
            .capabilities(McpSchema.ClientCapabilities.builder().build())
            .initializationTimeout(longest)
            .requestTimeout(
                settings.openWithin().compareTo(within) > 0 ? settings.openWithin() : within)
            .jsonSchemaValidator(NONE)
            .build();
    try {
      awaited(client.initialize(), longest);
    } catch (ToolFailure | InterruptedException e) {
      end(client, wire);
      throw e;
    }
    var greeted = new Session(client, wire);
    session = greeted;
    if (isClosed) {
      end(client, wire);
    }
    return greeted;
  }

  private Wire wire() {
    return definition.command().isEmpty()
        ? new HttpWire(
            MCP_JSON,
            http,
            tenantId,
            definition.url(),
            headers,
            secrets,
            within,
            settings.messageBytes())
        : new StdioWire(MCP_JSON, definition.command(), settings.messageBytes());
  }

  private <T> T awaited(Mono<T> mono, Duration longest) throws ToolFailure, InterruptedException {
    var future = mono.toFuture();
    try {
      return future.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw new ToolFailure("timeout", "The tool's server did not answer in time.", true);
    } catch (ExecutionException e) {
      throw cleaned(failure(e));
    } finally {
      future.cancel(true);
    }
  }

  private ToolFailure cleaned(ToolFailure failure) throws ToolFailure {
    return new ToolFailure(failure.code(), cleaned(failure.sentence()), failure.mayRetry());
  }

  private static ToolFailure failure(Throwable thrown) {
    for (Throwable it = thrown; it != null; it = it.getCause()) {
      switch (it) {
        case ToolFailure failure -> {
          return failure;
        }
        case OutboundRefused refused -> {
          return Endpoint.failure(refused);
        }
        case TimeoutException _ -> {
          return new ToolFailure("timeout", "The tool's server did not answer in time.", true);
        }
        case McpError error when error.getJsonRpcError() != null -> {
          boolean isBroken = error.getJsonRpcError().code() == Wire.BROKEN;
          var said = Endpoint.quoted(String.valueOf(error.getJsonRpcError().message()));
          return isBroken
              ? new ToolFailure("broken", "The tool's server has stopped answering.", true)
              : new ToolFailure("tool_error", "The tool's server refused. It said: " + said, false);
        }
        default -> {}
      }
    }
    return new ToolFailure("broken", "The tool's server cannot be understood.", true);
  }

  private static void end(McpAsyncClient client, Wire wire) {
    client.close();
    Thread.ofVirtual().name("mcp-end").start(wire::end);
  }

  /// Ends the session, and the child process where there is one.
  @Override
  public void close() {
    isClosed = true;
    var ending = session;
    session = null;
    if (ending != null) {
      end(ending.client(), ending.wire());
    }
  }
}
