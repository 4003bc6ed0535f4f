package io.oratio.runtime.conversation;

import io.oratio.domain.conversation.Usage;
import io.oratio.runtime.knowledge.Passage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Events and answers as they stand on every wire: one JSON object each, with `type`, `seq` and
/// `runId`. Any thread.
public final class RunEventJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RunEventJson() {}

  /// An event: `run_status`, `message_delta`, `tool_call`, `tool_result`, `sources`.
  public static String of(RunEvent event) {
    Map<String, Object> json = new LinkedHashMap<>();
    switch (event) {
      case RunEvent.RunStatus it -> {
        head(json, "run_status", event);
        json.put("status", it.status().wireName());
        json.put("reason", it.reason().wireName());
        json.put("handedOff", it.isHandedOff());
        json.put("usage", usage(it.usage()));
      }
      case RunEvent.MessageDelta it -> {
        head(json, "message_delta", event);
        json.put("text", it.text());
      }
      case RunEvent.ToolCall it -> {
        head(json, "tool_call", event);
        json.put("toolCallId", it.toolCallId());
        json.put("toolName", it.name());
        json.put("arguments", it.arguments());
      }
      case RunEvent.ToolResult it -> {
        head(json, "tool_result", event);
        json.put("toolCallId", it.toolCallId());
        json.put("toolName", it.name());
        json.put("outcome", it.outcome());
        json.put("result", it.json());
      }
      case RunEvent.Sources it -> {
        head(json, "sources", event);
        json.put("sources", sources(it.passages()));
      }
    }
    return JSON.writeValueAsString(json);
  }

  /// An answer, with its conversation.
  public static String of(String conversationId, Answer answer) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "answer");
    json.put("conversationId", conversationId);
    json.put("runId", answer.runId());
    json.put("answer", answer.words());
    json.put("status", answer.status().wireName());
    json.put("reason", answer.reason().wireName());
    json.put("handedOff", answer.isHandedOff());
    json.put("ended", answer.isEnded());
    json.put("sources", sources(answer.sources()));
    json.put("usage", usage(answer.usage()));
    return JSON.writeValueAsString(json);
  }

  private static void head(Map<String, Object> json, String type, RunEvent event) {
    json.put("type", type);
    json.put("seq", event.seq());
    json.put("runId", event.runId());
  }

  private static List<Object> sources(List<Passage> passages) {
    List<Object> list = new ArrayList<>();
    for (Passage each : passages) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("path", each.path());
      one.put("title", each.title());
      one.put("place", each.place());
      one.put("text", each.text());
      one.put("score", each.score());
      list.add(one);
    }
    return list;
  }

  private static Map<String, Object> usage(Usage usage) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("inputTokens", usage.inputTokens());
    json.put("outputTokens", usage.outputTokens());
    json.put("costMicros", usage.costMicros());
    json.put("modelCalls", usage.modelCalls());
    return json;
  }
}
