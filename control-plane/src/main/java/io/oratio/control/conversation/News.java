package io.oratio.control.conversation;

import io.oratio.control.web.Json;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.session.Channel;
import io.oratio.domain.text.Shape;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Tells the people of a tenant, on the live channel, what happens in conversations. Never waits.
final class News {
  private final LiveEvents events;
  private final Clock clock;

  News(LiveEvents events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /// A conversation has begun.
  void opened(Conversation conversation, Channel channel) {
    publish(
        conversation,
        LiveEventType.SESSION_STARTED,
        Json.object()
            .with("sessionId", conversation.conversationId())
            .with("agentId", conversation.agentId())
            .with("sessionType", "text")
            .with("channel", channel.wireName())
            .with("status", "active")
            .with("startTime", conversation.createdAt())
            .node());
  }

  /// What a run told. What is too long for the channel goes without its words.
  void tell(Conversation conversation, Journal.Entry entry) {
    type(entry.name())
        .ifPresent(
            type -> {
              ObjectNode data = entry.data();
              if (Shape.utf8Bytes(data.toString()) > LiveEvent.LONGEST_BODY) {
                data = data.deepCopy();
                data.remove("result");
                data.remove("arguments");
                data.remove("text");
              }
              publish(conversation, type, data);
            });
  }

  private void publish(Conversation conversation, LiveEventType type, ObjectNode data) {
    events.publish(
        conversation.tenantId(),
        LiveEvent.Draft.ofSession(
            type,
            clock.instant(),
            conversation.conversationId(),
            conversation.agentId(),
            data.toString()));
  }

  private static Optional<LiveEventType> type(String name) {
    return switch (name) {
      case "run_status" -> Optional.of(LiveEventType.RUN_STATUS);
      case "message_delta" -> Optional.of(LiveEventType.MESSAGE_DELTA);
      case "tool_call" -> Optional.of(LiveEventType.TOOL_CALL);
      case "tool_result" -> Optional.of(LiveEventType.TOOL_RESULT);
      default -> Optional.empty();
    };
  }
}
