package io.oratio.modelsimulator.protocol;

import io.oratio.modelsimulator.script.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A request that was checked.
///
/// @param isUsageWanted whether a stream ends with an event that tells the usage
/// @param mayCall whether the request lets the model ask for tools
/// @param isJson whether the answer has to be a JSON object
/// @param promptTokens by rule of thumb
public record ChatRequest(
    String model,
    boolean isStream,
    boolean isUsageWanted,
    boolean mayCall,
    boolean isParallel,
    boolean isJson,
    List<String> tools,
    int messages,
    int promptTokens,
    Asked asked) {
  public ChatRequest {
    tools = List.copyOf(tools);
  }

  /// Reads a body that [RequestCheck] has found to be in order.
  static ChatRequest of(JsonNode root, int number) {
    List<String> tools = new ArrayList<>();
    for (JsonNode tool : root.path("tools")) {
      tools.add(tool.path("function").path("name").asString(""));
    }
    JsonNode choice = root.path("tool_choice");
    return new ChatRequest(
        root.path("model").asString(""),
        root.path("stream").asBoolean(false),
        root.path("stream_options").path("include_usage").asBoolean(false),
        !tools.isEmpty() && !(choice.isString() && choice.stringValue().equals("none")),
        root.path("parallel_tool_calls").asBoolean(true),
        root.path("response_format").path("type").asString("text").startsWith("json"),
        tools,
        root.path("messages").size(),
        Tokens.count(root.path("messages").toString() + root.path("tools").toString()),
        asked(root, number));
  }

  private static Asked asked(JsonNode root, int number) {
    String user = "";
    StringBuilder system = new StringBuilder();
    String tool = "";
    String result = "";
    StringBuilder results = new StringBuilder();
    Map<String, String> names = new HashMap<>();
    boolean isToolLast = false;
    for (JsonNode message : root.path("messages")) {
      String role = message.path("role").asString("");
      String content = text(message.path("content"));
      isToolLast = role.equals("tool");
      if (isToolLast) {
        tool = names.getOrDefault(message.path("tool_call_id").asString(""), "");
        result = content;
        results.append(results.isEmpty() ? "" : "\n").append(content);
        continue;
      }
      tool = "";
      result = "";
      results.setLength(0);
      switch (role) {
        case "user" -> user = content;
        case "system", "developer" -> system.append(content).append('\n');
        default -> {
          for (JsonNode call : message.path("tool_calls")) {
            names.put(
                call.path("id").asString(""), call.path("function").path("name").asString(""));
          }
        }
      }
    }
    return new Asked(
        number,
        root.path("model").asString(""),
        user,
        system.toString(),
        isToolLast,
        tool,
        result,
        results.toString());
  }

  /// The words of a content, which is a text or a list of parts.
  static String text(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asString(""));
    }
    return text.toString();
  }
}
