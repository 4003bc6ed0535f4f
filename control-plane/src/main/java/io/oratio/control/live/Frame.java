package io.oratio.control.live;

import io.oratio.control.web.Event;
import io.oratio.control.web.Json;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An event of the bus on its way to all watchers of its tenant: written once.
///
/// @param event what is sent
/// @param turn which turn of which session it is about; empty where it is about none
record Frame(LiveEvent live, Event event, Optional<String> turn) {
  /// The last event of a stream whose caller may not stay.
  static final Event SIGNED_OUT = ending("signed_out");

  /// The last event of a stream whose server stops.
  static final Event STOPPING = ending("stopping");

  static Frame of(LiveEvent live) {
    JsonNode body = body(live);
    Event event =
        Event.of(
            Long.toString(live.sequence()),
            live.type().wireName(),
            head(live.sequence(), live.type().wireName(), live.at())
                .with("sessionId", live.sessionId())
                .with("agentId", live.agentId())
                .with("data", body)
                .node());
    return new Frame(live, event, turn(live, body));
  }

  /// The state that a watcher begins with.
  static Event state(long sequence, Instant at, ArrayNode sessions, boolean isWhole) {
    return Event.of(
        Long.toString(sequence),
        "state",
        head(sequence, "state", at).with("sessions", sessions).with("isComplete", isWhole).node());
  }

  /// Whether a later event of the same turn makes this one needless.
  boolean isPartial() {
    return live.type() == LiveEventType.WORDS_PARTIAL && turn.isPresent();
  }

  private static Json head(long sequence, String type, Instant at) {
    return Json.object().with("seq", sequence).with("type", type).with("at", at);
  }

  private static Event ending(String reason) {
    return new Event(
        Optional.empty(),
        Optional.of("end"),
        Json.object().with("reason", reason).node().toString());
  }

  private static JsonNode body(LiveEvent live) {
    try {
      JsonNode body = JsonMapper.shared().readTree(live.body());
      return body.isObject() ? body : JsonNodeFactory.instance.objectNode();
    } catch (JacksonException _) {
      // Whoever published it is at fault; who watches hears at least that something happened.
      return JsonNodeFactory.instance.objectNode();
    }
  }

  private static Optional<String> turn(LiveEvent live, JsonNode body) {
    return switch (live.type()) {
      case WORDS_PARTIAL, TURN_FINISHED ->
          live.sessionId()
              .flatMap(
                  session -> body.path("turnId").asStringOpt().map(turn -> session + " " + turn));
      default -> Optional.empty();
    };
  }
}
