package io.oratio.control.live;

import io.oratio.control.web.Admitted;
import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Json;
import io.oratio.control.web.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The live channel by WebSocket. The door has let the request in and has looked at its Origin.
/// Each socket has a virtual thread that writes to it; a write that takes too long fails, and ends
/// it. What a watcher says is not listened to.
final class DashboardSocket extends AbstractWebSocketHandler implements SubProtocolCapable {
  private static final Logger LOG = LoggerFactory.getLogger(DashboardSocket.class);
  private static final CloseStatus SIGNED_OUT =
      CloseStatus.POLICY_VIOLATION.withReason("signed_out");
  private static final CloseStatus TOO_SLOW =
      CloseStatus.SESSION_NOT_RELIABLE.withReason("too_slow");
  private static final CloseStatus TOO_MANY = CloseStatus.SERVICE_OVERLOAD.withReason("too_many");

  private final Watchers watchers;
  private final Duration heartbeat;
  private final Map<String, EventStream> streams = new ConcurrentHashMap<>();

  DashboardSocket(Watchers watchers, Duration heartbeat) {
    this.watchers = watchers;
    this.heartbeat = heartbeat;
  }

  @Override
  public List<String> getSubProtocols() {
    return List.of("oratio.v1");
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession socket) throws IOException {
    if (!(socket.getAttributes().get(Admitted.ATTRIBUTE) instanceof Request request)) {
      throw new IllegalStateException("the socket did not come through the door");
    }
    Optional<EventStream> stream =
        watchers.watch(request, request.text("resumeFrom").or(() -> request.text("last-event-id")));
    if (stream.isEmpty()) {
      socket.close(TOO_MANY);
      return;
    }
    streams.put(socket.getId(), stream.get());
    Thread.ofVirtual()
        .name("dashboard-" + request.requestId())
        .start(() -> write(stream.get(), socket));
  }

  @Override
  public void handleTransportError(WebSocketSession socket, Throwable failure) {
    forget(socket);
  }

  @Override
  public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
    forget(socket);
  }

  private void forget(WebSocketSession socket) {
    EventStream stream = streams.remove(socket.getId());
    if (stream != null) {
      stream.end();
    }
  }

  private void write(EventStream stream, WebSocketSession socket) {
    try (stream) {
      CloseStatus close = CloseStatus.NORMAL;
      long last = 0;
      while (true) {
        switch (stream.next(heartbeat)) {
          case EventStream.Next.One(Event event) -> {
            last = event.id().map(Long::parseLong).orElse(last);
            socket.sendMessage(
                new TextMessage(
                    event.id().isPresent()
                        ? event.data()
                        : mark(event.name().orElse("mark"), last, event.data())));
            close = statusAfter(event);
          }
          case EventStream.Next.Quiet _ ->
              socket.sendMessage(new TextMessage(mark("heartbeat", last, "{}")));
          case EventStream.Next.Over _ -> {
            socket.close(close);
            return;
          }
        }
      }
    } catch (IOException | IllegalStateException gone) {
      // Whoever watched is gone, or does not read: nobody is left to be told.
      LOG.debug("a dashboard is gone: {}", gone.toString());
      close(socket);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      streams.remove(socket.getId());
    }
  }

  private static void close(WebSocketSession socket) {
    try {
      socket.close(TOO_SLOW);
    } catch (IOException | IllegalStateException _) {
      LOG.debug("a dashboard was closed already");
    }
  }

  /// Frames have their type and place within; the marks of a stream get theirs here.
  ///
  /// @param last the place of the last event that was sent
  private static String mark(String type, long last, String data) {
    ObjectNode frame = Json.object().with("seq", last).with("type", type).node();
    if (JsonMapper.shared().readTree(data) instanceof ObjectNode more) {
      frame.setAll(more);
    }
    return frame.toString();
  }

  /// How the socket is closed if nothing comes after this event.
  private static CloseStatus statusAfter(Event event) {
    if (event == EventStream.RESYNC) {
      return TOO_SLOW;
    }
    return event == Frame.SIGNED_OUT ? SIGNED_OUT : CloseStatus.NORMAL;
  }
}
