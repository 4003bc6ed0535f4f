package io.oratio.gateway.bus;

import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.session.Turn;
import io.oratio.engine.Speaker;
import io.oratio.gateway.call.CallFacts;
import io.oratio.gateway.call.CallNews;
import io.oratio.gateway.call.Newsroom;
import io.oratio.gateway.call.Termination;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes live events of the news of calls, on the newsroom's thread. Words that are only a guess go
/// out under an id that the finished ones replace.
public final class LiveNews implements Newsroom.Onlooker {
  /// Words of one event, in characters: an event is bounded, a turn may be longer.
  private static final int WORDS_MAX = 4_000;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final LiveEvents events;
  private final Clock clock;

  /// Session and speaker to the id of the words that are not finished yet. One thread.
  private final Map<String, String> guesses = new HashMap<>();

  public LiveNews(LiveEvents events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  @Override
  public void heard(CallFacts facts, CallNews news) {
    switch (news) {
      case CallNews.Began _ -> tell(facts, LiveEventType.SESSION_STARTED, began(facts));
      case CallNews.Moved moved ->
          tell(facts, LiveEventType.SESSION_CHANGED, object().put("state", word(moved.to())));
      case CallNews.Words words -> {
        guesses.put(facts.sessionId() + " " + role(words.speaker()), words.id());
        tell(facts, LiveEventType.WORDS_PARTIAL, guessed(words));
      }
      case CallNews.Said said ->
          tell(facts, LiveEventType.TURN_FINISHED, finished(facts.sessionId(), said.turn()));
      case CallNews.Interrupted _ ->
          tell(facts, LiveEventType.SESSION_CHANGED, object().put("interrupted", true));
      case CallNews.ToolUsed used ->
          tell(
              facts,
              used.done() ? LiveEventType.TOOL_RESULT : LiveEventType.TOOL_CALL,
              object().put("toolName", used.name()));
      case CallNews.Over over -> {
        guesses.keySet().removeIf(it -> it.startsWith(facts.sessionId() + " "));
        tell(facts, LiveEventType.SESSION_ENDED, ended(over.why()));
      }
    }
  }

  /// Somebody who watches cannot know what is missing: the sessions' records can.
  @Override
  public void missed(long pieces) {
    // Each event that goes out later carries the whole of what it tells; nothing is to be mended.
  }

  private void tell(CallFacts facts, LiveEventType type, ObjectNode body) {
    events.publish(
        facts.agent().tenantId(),
        LiveEvent.Draft.ofSession(
            type, clock.instant(), facts.sessionId(), facts.agent().agentId(), body.toString()));
  }

  private static ObjectNode began(CallFacts facts) {
    ObjectNode body =
        object()
            .put("channel", word(facts.channel()))
            .put("direction", word(facts.direction()))
            .put("agentVersion", facts.version().version());
    if (!facts.dialled().isBlank()) {
      body.put("dialled", facts.dialled());
    }
    facts.customer().phoneNumber().ifPresent(it -> body.put("phoneNumber", it));
    return body;
  }

  private static ObjectNode guessed(CallNews.Words words) {
    return object()
        .put("turnId", words.id())
        .put("role", role(words.speaker()))
        .put("stage", word(words.stage()))
        .put("words", cut(words.words()));
  }

  private static ObjectNode ended(Termination why) {
    return object()
        .put("status", word(why.sessionStatus()))
        .put("result", why.ending().result())
        .put("reason", why.ending().reason());
  }

  /// Under the id of the words that were guessed last, so that it replaces them.
  private ObjectNode finished(String sessionId, Turn turn) {
    String guessed = guesses.remove(sessionId + " " + turn.role().wireName());
    return object()
        .put("turnId", guessed == null ? "turn-" + turn.sequence() : guessed)
        .put("sequence", turn.sequence())
        .put("role", turn.role().wireName())
        .put("content", cut(turn.content()))
        .put("timestamp", turn.startedAt().toString())
        .put("offset", turn.offset().toMillis() / 1000.0)
        .put("interrupted", turn.interrupted());
  }

  /// As turns call them.
  private static String role(Speaker speaker) {
    return switch (speaker) {
      case CALLER -> Turn.Role.USER.wireName();
      case AGENT -> Turn.Role.ASSISTANT.wireName();
    };
  }

  private static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private static String cut(String words) {
    return words.length() <= WORDS_MAX ? words : words.substring(0, WORDS_MAX);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
