package io.oratio.runtime.tool.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.outbound.OutboundHttp;
import io.oratio.runtime.outbound.OutboundRefused;
import io.oratio.runtime.outbound.OutboundRequest;
import io.oratio.runtime.outbound.OutboundStream;
import io.oratio.runtime.tool.Secrets;
import io.oratio.runtime.tool.ToolFailure;
import io.oratio.runtime.tool.http.HeaderLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Streamable HTTP: each message is posted, and its answer is JSON or a stream of events. The
/// stream that a server could speak on unasked is not opened.
final class HttpWire extends Wire {
  private static final int RESUMED_AT_MOST = 3;
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final OutboundHttp http;
  private final TenantId tenantId;
  private final String url;
  private final HeaderLines headers;
  private final Secrets secrets;
  private final Duration within;
  private final int messageBytes;
  private volatile String sessionId = "";
  private volatile boolean isForgotten;

  /// @param within the time for one message and its answer
  HttpWire(
      McpJsonMapper json,
      OutboundHttp http,
      TenantId tenantId,
      String url,
      HeaderLines headers,
      Secrets secrets,
      Duration within,
      int messageBytes) {
    super(json);
    this.http = http;
    this.tenantId = tenantId;
    this.url = url;
    this.headers = headers;
    this.secrets = secrets;
    this.within = within;
    this.messageBytes = messageBytes;
  }

  @Override
  void open() {
    // The first message opens the connection.
  }

  @Override
  void send(JSONRPCMessage message, String text) throws Exception {
    Object id = message instanceof JSONRPCRequest request ? request.id() : "";
    try (var answer = http.open(post(text))) {
      take(answer, message instanceof JSONRPCRequest, id);
    }
  }

  private void take(OutboundStream answer, boolean isRequest, Object id) throws Exception {
    check(answer);
    answer
        .header("mcp-session-id")
        .filter(it -> it.matches("[\\x21-\\x7e]{1,512}"))
        .ifPresent(it -> sessionId = it);
    if (!isRequest) {
      return;
    }
    var type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    try {
      if (type.startsWith("text/event-stream")) {
        readEvents(answer, id);
      } else if (type.startsWith("application/json")) {
        receive(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw answer.refusal(e);
    }
    answerFor(id, "The server gave no answer.");
  }

  // A server may end the stream before the answer and go on in another one, if it gave its events
  // ids (MCP, "Resumability and Redelivery").
  private void readEvents(OutboundStream answer, Object id) throws Exception {
    var events = new Events(answer.body(), messageBytes);
    readUntilAnswered(events, id);
    for (int i = 0; i < RESUMED_AT_MOST && isUnanswered(id) && !events.lastId().isEmpty(); i++) {
      Thread.sleep(events.retryDelay());
      try (var more = http.open(resumed(events.lastId()))) {
        check(more);
        events = new Events(more.body(), messageBytes, events.lastId());
        readUntilAnswered(events, id);
      }
    }
  }

  private void readUntilAnswered(Events events, Object id) throws IOException {
    while (isUnanswered(id)) {
      var data = events.next();
      if (data.isEmpty()) {
        return;
      }
      receive(data.get());
    }
  }

  private void check(OutboundStream answer) throws ToolFailure {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return;
    }
    if (status == 404 && !sessionId.isEmpty()) {
      sessionId = "";
      isForgotten = true;
      throw new ToolFailure("broken", "The tool's server has forgotten the session.", true);
    }
    boolean mayPass = status >= 500 || status == 408 || status == 429;
    throw new ToolFailure(
        "http_" + status, "The tool's server refused (HTTP " + status + ").", mayPass);
  }

  private OutboundRequest post(String text) throws ToolFailure {
    var lines = lines();
    lines.put("Content-Type", "application/json");
    lines.put("Accept", "application/json, text/event-stream");
    return new OutboundRequest(
        tenantId,
        "POST",
        url,
        lines,
        Optional.of(text.getBytes(StandardCharsets.UTF_8)),
        within,
        messageBytes,
        false);
  }

  private OutboundRequest resumed(String lastId) throws ToolFailure {
    var lines = lines();
    lines.put("Accept", "text/event-stream");
    lines.put("Last-Event-ID", lastId);
    return new OutboundRequest(
        tenantId, "GET", url, lines, Optional.empty(), within, messageBytes, false);
  }

  private Map<String, String> lines() throws ToolFailure {
    var lines = new LinkedHashMap<>(headers.filled(name -> secrets.secret(tenantId, name)).lines());
    if (!sessionId.isEmpty()) {
      lines.put("Mcp-Session-Id", sessionId);
    }
    if (!protocolVersion().isEmpty()) {
      lines.put("MCP-Protocol-Version", protocolVersion());
    }
    return lines;
  }

  // The client's own end and ours may come at once; one of them says farewell.
  private synchronized String takeSession() {
    String taken = sessionId;
    sessionId = "";
    return taken;
  }

  @Override
  boolean isOver() {
    return isForgotten;
  }

  @Override
  boolean isForgotten() {
    return isForgotten;
  }

  @Override
  void end() {
    answerForTheDead("The session has ended.");
    String ended = takeSession();
    if (ended.isEmpty()) {
      return;
    }
    try {
      var lines = lines();
      lines.put("Mcp-Session-Id", ended);
      http.send(
          new OutboundRequest(
              tenantId, "DELETE", url, lines, Optional.empty(), FAREWELL, 0, false));
    } catch (ToolFailure | OutboundRefused _) {
      // A courtesy: the server forgets the session by itself one day.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
