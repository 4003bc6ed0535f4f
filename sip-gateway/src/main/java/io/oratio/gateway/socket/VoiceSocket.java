package io.oratio.gateway.socket;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.tenant.TenantId;
import io.oratio.gateway.call.CallFacts;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.Direction;
import io.oratio.gateway.call.LineEvent;
import io.oratio.gateway.route.Route;
import io.oratio.gateway.route.Router;
import io.oratio.media.wire.Wire;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The door of `/ws/{agentId}`: a socket becomes a call. The protocol stands in
/// `docs/protocol/voice-websocket.md`.
public final class VoiceSocket extends AbstractWebSocketHandler {
  private static final int TEXT_CHARS_MAX = 16_384;
  private static final int WORDS_MAX = 4_000;

  private final Calls calls;
  private final Router router;
  private final Wire wire;
  private final SocketAccess access;
  private final Supplier<String> sessionIds;
  private final Map<String, SocketLine> lines = new ConcurrentHashMap<>();

  /// @param access says for whom a socket may call; empty refuses it
  public VoiceSocket(
      Calls calls, Router router, Wire wire, SocketAccess access, Supplier<String> sessionIds) {
    this.calls = calls;
    this.router = router;
    this.wire = wire;
    this.access = access;
    this.sessionIds = sessionIds;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession socket) {
    SocketOutbox outbox = new SocketOutbox(socket);
    Optional<TenantId> tenant = access.tenantOf(socket);
    if (tenant.isEmpty()) {
      refuse(
          outbox, "UNAUTHORIZED", "This address may not call. The operator opens it with --trust.");
      return;
    }
    String path = socket.getUri() == null ? "" : socket.getUri().getPath();
    String agentId = path.substring(path.lastIndexOf('/') + 1);
    switch (router.byAgent(tenant.get(), agentId)) {
      case Route.Accept accept -> begin(socket, outbox, accept);
      case Route.NoSuchNumber _ -> refuse(outbox, "AGENT_NOT_FOUND", "There is no such agent.");
      case Route.Paused _ -> refuse(outbox, "AGENT_NOT_ACTIVE", "The agent takes no calls now.");
      case Route.Unavailable _ -> refuse(outbox, "UNAVAILABLE", "Try again in a few seconds.");
    }
  }

  private void begin(WebSocketSession socket, SocketOutbox outbox, Route.Accept accept) {
    switch (calls.admit("", Integer.MAX_VALUE, Integer.MAX_VALUE)) {
      case Calls.Admission.Full full ->
          refuse(outbox, "TOO_MANY_CALLS", "The call was not taken: " + full.why());
      case Calls.Admission.Admitted admitted -> {
        String sessionId = sessionIds.get();
        SocketLine line =
            new SocketLine(sessionId, outbox, new SocketLeg(wire.loop(), outbox::sound));
        lines.put(socket.getId(), line);
        calls.begin(admitted.place(), facts(socket, sessionId, accept), line, line::show);
      }
    }
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage message) {
    SocketLine line = lines.get(socket.getId());
    if (line == null) {
      return;
    }
    if (message.getPayloadLength() % 2 != 0) {
      line.complain("INVALID_AUDIO", "A binary frame holds whole 16-bit samples.");
      return;
    }
    line.hear(message.getPayload());
  }

  @Override
  protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
    SocketLine line = lines.get(socket.getId());
    if (line == null || message.getPayloadLength() > TEXT_CHARS_MAX) {
      return;
    }
    try {
      JsonNode event = JsonMapper.shared().readTree(message.getPayload());
      String type = event.path("type").asString("");
      String text = event.path("text").asString("");
      if (type.equals("text") && !text.isBlank() && text.length() <= WORDS_MAX) {
        line.tell(new LineEvent.Words(text));
      } else if (type.equals("digits") && text.matches("[0-9A-D*#]{1,32}")) {
        text.chars().forEach(digit -> line.tell(new LineEvent.Digit((char) digit)));
      } else if (type.equals("end")) {
        line.tell(new LineEvent.HungUp());
      } else {
        line.complain("INVALID_EVENT", "Known events: text, digits, end.");
      }
    } catch (JacksonException _) {
      line.complain("INVALID_JSON", "A text frame holds one JSON object.");
    }
  }

  @Override
  public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
    SocketLine line = lines.remove(socket.getId());
    if (line != null) {
      line.tell(new LineEvent.HungUp());
    }
  }

  private static void refuse(SocketOutbox outbox, String code, String message) {
    outbox.event(
        JsonMapper.shared()
            .writeValueAsString(Map.of("type", "error", "code", code, "message", message)));
    outbox.close(CloseStatus.POLICY_VIOLATION.withReason(code));
  }

  private static CallFacts facts(WebSocketSession socket, String sessionId, Route.Accept accept) {
    Agent agent = accept.agent();
    InetSocketAddress remote = socket.getRemoteAddress();
    Optional<String> address =
        Optional.ofNullable(remote).map(it -> it.getAddress().getHostAddress());
    return new CallFacts(
        sessionId,
        agent,
        accept.version(),
        Channel.WEBSOCKET,
        Direction.INBOUND,
        "",
        "",
        address.orElse(""),
        new CustomerMetadata(
            Optional.ofNullable(socket.getHandshakeHeaders().getFirst("User-Agent")),
            address,
            Optional.empty(),
            Optional.empty()),
        Map.of());
  }
}
