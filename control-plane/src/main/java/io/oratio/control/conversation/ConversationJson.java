package io.oratio.control.conversation;

import io.oratio.control.web.Json;
import io.oratio.domain.conversation.Conversation;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.conversation.Run;
import io.oratio.domain.conversation.Usage;
import io.oratio.domain.session.Session;
import io.oratio.runtime.conversation.Answer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Conversations, messages, runs and answers as the API shows them.
final class ConversationJson {
  private ConversationJson() {}

  static JsonNode of(Conversation it) {
    return Json.object()
        .with("conversationId", it.conversationId())
        .with("agentId", it.agentId())
        .with("agentVersion", it.agentVersion())
        .with("subject", it.subject())
        .with("summary", Optional.of(it.summary()).filter(text -> !text.isBlank()))
        .with(
            "summarisedThrough",
            it.summarisedThrough() == 0
                ? OptionalInt.empty()
                : OptionalInt.of(it.summarisedThrough()))
        .with("context", texts(it.context()))
        .with("usage", usage(it.usage()))
        .with("createdAt", it.createdAt())
        .with("updatedAt", it.updatedAt())
        .node();
  }

  static JsonNode of(Message it) {
    return Json.object()
        .with("id", it.id())
        .with("role", it.role().wireName())
        .with("content", it.content())
        .with("type", "text")
        .with("toolName", known(it.toolName()))
        .with("toolCallId", known(it.toolCallId()))
        .with("sequence", it.sequence())
        .with("timestamp", it.timestamp())
        .with("metadata", object(it.metadata()))
        .node();
  }

  static JsonNode of(Runs.Standing standing) {
    Run it = standing.run();
    return Json.object()
        .with("runId", it.runId())
        .with("conversationId", it.conversationId())
        .with("status", it.status().wireName())
        .with("queuePosition", standing.waitsFor())
        .with("correlationId", it.correlationId())
        .with("checkpoint", object(it.checkpoint()))
        .with("error", it.error())
        .with("startedAt", it.startedAt())
        .with("updatedAt", it.updatedAt())
        .node();
  }

  /// @param session of the conversation
  static ObjectNode of(Answer it, String conversationId, Optional<Session> session) {
    return Json.object()
        .with("answer", it.words())
        .with("sessionId", conversationId)
        .with(
            "sources",
            Json.list(
                it.sources(),
                source ->
                    Json.object()
                        .with("path", source.path())
                        .with("title", known(source.title()))
                        .with("score", Math.clamp(source.score(), 0.0, 1.0))
                        .node()))
        .with(
            "handoff",
            Json.object()
                .with("requested", it.isHandedOff())
                .with(
                    "reason",
                    session.filter(_ -> it.isHandedOff()).flatMap(Session::handoffReason)))
        .with("runId", it.runId())
        .node();
  }

  private static Json usage(Usage it) {
    return Json.object()
        .with("inputTokens", it.inputTokens())
        .with("outputTokens", it.outputTokens())
        .with("costMicros", it.costMicros())
        .with("modelCalls", it.modelCalls());
  }

  private static Json texts(Map<String, String> texts) {
    Json json = Json.object();
    texts.forEach(json::with);
    return json;
  }

  private static Optional<String> known(String text) {
    return Optional.of(text).filter(it -> !it.isBlank());
  }

  /// The JSON object in a text; empty for any other text.
  private static Optional<JsonNode> object(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JsonMapper.shared().readTree(text)).filter(JsonNode::isObject);
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
