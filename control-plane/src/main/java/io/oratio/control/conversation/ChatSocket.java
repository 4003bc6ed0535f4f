package io.oratio.control.conversation;

import io.oratio.control.web.Admitted;
import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Json;
import io.oratio.control.web.Refusal;
import io.oratio.control.web.Request;
import io.oratio.domain.conversation.Conversation;
import io.oratio.runtime.conversation.ReplyRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A conversation by WebSocket, both ways. The door has let the request in and has looked at its
/// Origin. Frames of the other side come on the server's threads, one at a time; each socket has a
/// virtual thread that writes to it, so nobody who has something to say waits for the reader.
final class ChatSocket extends TextWebSocketHandler implements SubProtocolCapable {
  private static final Logger LOG = LoggerFactory.getLogger(ChatSocket.class);
  private static final int FRAME_BYTES_MAX = 65_536;
  private static final CloseStatus TOO_SLOW =
      CloseStatus.SESSION_NOT_RELIABLE.withReason("too_slow");

  private final Sight sight;
  private final ChatEndpoints chat;
  private final Runs runs;
  private final Reading reading;
  private final Readers readers;
  private final Duration heartbeat;
  private final Map<String, Talk> talks = new ConcurrentHashMap<>();

  ChatSocket(
      Sight sight,
      ChatEndpoints chat,
      Runs runs,
      Reading reading,
      Readers readers,
      Duration heartbeat) {
    this.sight = sight;
    this.chat = chat;
    this.runs = runs;
    this.reading = reading;
    this.readers = readers;
    this.heartbeat = heartbeat;
  }

  /// One socket.
  private record Talk(Request request, EventStream stream) {}

  @Override
  public List<String> getSubProtocols() {
    return List.of("oratio.v1");
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession socket) {
    if (!(socket.getAttributes().get(Admitted.ATTRIBUTE) instanceof Request request)) {
      throw new IllegalStateException("the socket did not come through the door");
    }
    socket.setTextMessageSizeLimit(FRAME_BYTES_MAX);
    Conversation its = sight.conversation(request);
    EventStream stream = new EventStream(reading.streamCapacity());
    stream.onClose(
        reading.begin(
            its,
            request.text("resumeFrom").or(() -> request.text("last-event-id")),
            it -> stream.offer(it.event())));
    readers.watch(stream, request);
    talks.put(socket.getId(), new Talk(request, stream));
    Thread.ofVirtual().name("chat-" + request.requestId()).start(() -> write(stream, socket));
  }

  @Override
  protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
    Talk talk = talks.get(socket.getId());
    if (talk == null) {
      return;
    }
    try {
      hear(talk, read(message.getPayload()));
    } catch (Refusal refusal) {
      talk.stream()
          .offer(
              Event.plain(
                  Json.object()
                      .with("type", "error")
                      .with("code", refusal.code().name())
                      .with("message", String.valueOf(refusal.getMessage()))
                      .node()
                      .toString()));
    }
  }

  private void hear(Talk talk, JsonNode frame) {
    Conversation its = sight.conversation(talk.request());
    switch (frame.path("type").asString("")) {
      case "message" -> {
        chat.refuseClosed(its);
        try {
          // What it tells comes by the conversation's own stream.
          runs.begin(its, frame.path("content").asString(""), talk.request().requestId(), _ -> {});
        } catch (ReplyRefused e) {
          throw Refusals.of(e, "/content");
        }
      }
      case "cancel" ->
          runs.cancel(
              runs.find(its.tenantId(), its.conversationId(), frame.path("runId").asString(""))
                  .orElseThrow(() -> Refusal.of(ErrorCode.RUN_NOT_FOUND, "There is no such run.")),
              its.tenantId());
      default ->
          throw Refusal.of(ErrorCode.REQUEST_INVALID, "A frame's type is 'message' or 'cancel'.");
    }
  }

  private static JsonNode read(String text) {
    try {
      JsonNode frame = JsonMapper.shared().readTree(text);
      if (frame.isObject()) {
        return frame;
      }
    } catch (JacksonException _) {
      LOG.debug("a frame that is no JSON");
    }
    throw Refusal.of(ErrorCode.REQUEST_INVALID, "A frame is a JSON object.");
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
    Talk talk = talks.remove(socket.getId());
    if (talk != null) {
      talk.stream().end();
    }
  }

  private void write(EventStream stream, WebSocketSession socket) {
    try (stream) {
      while (true) {
        switch (stream.next(heartbeat)) {
          case EventStream.Next.One(Event event) ->
              socket.sendMessage(new TextMessage(frame(event)));
          case EventStream.Next.Quiet _ ->
              socket.sendMessage(new TextMessage("{\"type\":\"heartbeat\"}"));
          case EventStream.Next.Over _ -> {
            socket.close(CloseStatus.NORMAL);
            return;
          }
        }
      }
    } catch (IOException | IllegalStateException gone) {
      // The other side is gone, or does not read: nobody is left to be told.
      LOG.debug("a conversation's socket is gone: {}", gone.toString());
      close(socket);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      talks.remove(socket.getId());
    }
  }

  /// Frames have their type within; the marks of a stream get theirs here.
  private static String frame(Event event) {
    if (event.id().isPresent() || event.name().isEmpty()) {
      return event.data();
    }
    return Json.object().with("type", event.name().get()).node().toString();
  }

  private static void close(WebSocketSession socket) {
    try {
      socket.close(TOO_SLOW);
    } catch (IOException | IllegalStateException _) {
      LOG.debug("a conversation's socket was closed already");
    }
  }
}
