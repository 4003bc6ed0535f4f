package io.oratio.gateway.socket;

import io.oratio.gateway.call.CallNews;
import io.oratio.gateway.call.Line;
import io.oratio.gateway.call.LineEvent;
import io.oratio.gateway.call.Termination;
import io.oratio.media.path.Leg;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.json.JsonMapper;

/// An application's socket as a call's line. It is answered as soon as the engine is there, and
/// cannot be transferred: the application is told the target and decides itself.
final class SocketLine implements Line {
  private final String sessionId;
  private final SocketOutbox outbox;
  private final SocketLeg leg;
  private final List<LineEvent> before = new ArrayList<>();
  private Consumer<LineEvent> listener = before::add;
  private boolean told;

  SocketLine(String sessionId, SocketOutbox outbox, SocketLeg leg) {
    this.sessionId = sessionId;
    this.outbox = outbox;
    this.leg = leg;
  }

  @Override
  public synchronized void listen(Consumer<LineEvent> heard) {
    listener = heard;
    before.forEach(heard);
    before.clear();
  }

  synchronized void tell(LineEvent event) {
    listener.accept(event);
  }

  void hear(ByteBuffer pcm) {
    leg.receive(pcm);
  }

  @Override
  public void ringing() {}

  @Override
  public void answer() {
    event(
        "ready",
        Map.of(
            "sessionId", sessionId,
            "inputSampleRate", SocketLeg.IN_HZ,
            "outputSampleRate", SocketLeg.OUT_HZ));
    tell(new LineEvent.MediaReady());
  }

  @Override
  public Leg leg() {
    return leg;
  }

  @Override
  public void refuse(Termination why) {
    event(
        "error",
        Map.of("code", why.ending().reason(), "message", "The call was not taken: " + why));
    end(why);
  }

  @Override
  public void hangUp(Termination why) {
    end(why);
  }

  @Override
  public void transfer(String targetUri) {
    event("transfer", Map.of("target", targetUri));
    tell(new LineEvent.TransferDone());
  }

  /// What the application sees of the call.
  void show(CallNews news) {
    switch (news) {
      case CallNews.Words words ->
          event(
              "transcript",
              Map.of(
                  "id", words.id(),
                  "role", words.speaker() == io.oratio.engine.Speaker.CALLER ? "user" : "assistant",
                  "stage", words.stage().name().toLowerCase(Locale.ROOT),
                  "text", words.words()));
      case CallNews.Began _, CallNews.Moved _, CallNews.Said _ -> {}
      case CallNews.Interrupted _ -> event("interrupted", Map.of("flush", true));
      case CallNews.ToolUsed tool ->
          event("tool", Map.of("name", tool.name(), "done", tool.done()));
      case CallNews.Over over -> end(over.why());
    }
  }

  /// Tells the application that what it sent is not understood.
  void complain(String code, String message) {
    event("error", Map.of("code", code, "message", message));
  }

  private synchronized void end(Termination why) {
    if (told) {
      return;
    }
    told = true;
    event("ended", Map.of("result", why.ending().result(), "reason", why.ending().reason()));
    outbox.close(CloseStatus.NORMAL);
  }

  private void event(String type, Map<String, ?> members) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.putAll(members);
    outbox.event(JsonMapper.shared().writeValueAsString(event));
  }
}
