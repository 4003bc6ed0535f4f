package io.oratio.runtime.conversation;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.oratio.runtime.knowledge.Passage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// The JSON beside a message: which run wrote it, the tools it asks for, its sources.
final class Metadata {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_EXCERPT = 300;

  private Metadata() {}

  static String ofRun(String runId) {
    return JSON.writeValueAsString(Map.of("runId", runId));
  }

  static String ofCalls(String runId, List<ToolExecutionRequest> calls) {
    List<Map<String, String>> list = new ArrayList<>();
    for (ToolExecutionRequest call : calls) {
      list.add(Map.of("id", call.id(), "name", call.name(), "arguments", call.arguments()));
    }
    return JSON.writeValueAsString(Map.of("runId", runId, "toolCalls", list));
  }

  static String ofResult(String runId, String outcome) {
    return JSON.writeValueAsString(Map.of("runId", runId, "outcome", outcome));
  }

  static String ofAnswer(
      String runId, List<Passage> sources, RunEvent.Reason reason, long millis, boolean isGuessed) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("runId", runId);
    root.put("reason", reason.wireName());
    root.put("processingTime", millis);
    if (isGuessed) {
      root.put("usageEstimated", true);
    }
    List<Object> list = new ArrayList<>();
    for (Passage source : sources) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("path", source.path());
      one.put("title", source.title());
      one.put("place", source.place());
      one.put(
          "text", source.text().substring(0, Math.min(LONGEST_EXCERPT, source.text().length())));
      one.put("score", source.score());
      list.add(one);
    }
    root.put("sources", list);
    return JSON.writeValueAsString(root);
  }

  /// The tools a message asks for; none for one that asks for none or whose JSON is damaged.
  static List<ToolExecutionRequest> calls(String metadata) {
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (JsonNode call : read(metadata).path("toolCalls")) {
      calls.add(
          ToolExecutionRequest.builder()
              .id(call.path("id").asString(""))
              .name(call.path("name").asString(""))
              .arguments(call.path("arguments").asString("{}"))
              .build());
    }
    return calls;
  }

  /// The passages in a result of `knowledge_search`.
  static List<Passage> passages(String json) {
    List<Passage> passages = new ArrayList<>();
    for (JsonNode each : read(json).path("passages")) {
      passages.add(
          new Passage(
              each.path("path").asString(""),
              each.path("title").asString(""),
              each.path("place").asString(""),
              each.path("text").asString(""),
              each.path("score").asDouble(0)));
    }
    return passages;
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException _) {
      return JsonNodeFactory.instance.objectNode();
    }
  }
}
