package io.oratio.modelsimulator.protocol;

import io.oratio.modelsimulator.script.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The shapes of answers: whole, in chunks, and errors.
///
/// @param id of the completion
/// @param created in seconds since 1970
public record Answers(String id, long created, String model) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A whole answer.
  public String whole(String words, List<ToolCall> calls, String finish, int prompt, int answer) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", "assistant");
    message.put("content", calls.isEmpty() || !words.isEmpty() ? words : null);
    if (!calls.isEmpty()) {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < calls.size(); i++) {
        list.add(
            Map.of(
                "id",
                callId(i),
                "type",
                "function",
                "function",
                Map.of("name", calls.get(i).name(), "arguments", calls.get(i).arguments())));
      }
      message.put("tool_calls", list);
    }
    message.put("refusal", null);
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("index", 0);
    choice.put("message", message);
    choice.put("logprobs", null);
    choice.put("finish_reason", finish);
    Map<String, Object> root = head("chat.completion");
    root.put("choices", List.of(choice));
    root.put("usage", usage(prompt, answer));
    return JSON.writeValueAsString(root);
  }

  /// The first chunk: who speaks.
  public String opening(boolean hasUsage) {
    Map<String, Object> delta = new LinkedHashMap<>();
    delta.put("role", "assistant");
    delta.put("content", "");
    delta.put("refusal", null);
    return chunk(delta, null, hasUsage);
  }

  /// Some words.
  public String words(String piece, boolean hasUsage) {
    return chunk(Map.of("content", piece), null, hasUsage);
  }

  /// The beginning of a tool call.
  public String call(int index, String name, boolean hasUsage) {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("index", index);
    call.put("id", callId(index));
    call.put("type", "function");
    call.put("function", Map.of("name", name, "arguments", ""));
    return chunk(Map.of("tool_calls", List.of(call)), null, hasUsage);
  }

  /// A piece of a tool call's arguments.
  public String arguments(int index, String piece, boolean hasUsage) {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("index", index);
    call.put("function", Map.of("arguments", piece));
    return chunk(Map.of("tool_calls", List.of(call)), null, hasUsage);
  }

  /// The last chunk but for the usage.
  public String closing(String finish, boolean hasUsage) {
    return chunk(Map.of(), finish, hasUsage);
  }

  /// The chunk that tells the usage.
  public String usageChunk(int prompt, int answer) {
    Map<String, Object> root = head("chat.completion.chunk");
    root.put("choices", List.of());
    root.put("usage", usage(prompt, answer));
    return JSON.writeValueAsString(root);
  }

  /// An error, as the service writes it.
  public static String error(
      String message, String type, @Nullable String param, @Nullable String code) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("type", type);
    error.put("param", param);
    error.put("code", code);
    return JSON.writeValueAsString(Map.of("error", error));
  }

  /// The list of models.
  public static String models(List<String> names, long created) {
    List<Object> models = new ArrayList<>();
    for (String name : names) {
      Map<String, Object> model = new LinkedHashMap<>();
      model.put("id", name);
      model.put("object", "model");
      model.put("created", created);
      model.put("owned_by", "simulator");
      models.add(model);
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("object", "list");
    root.put("data", models);
    return JSON.writeValueAsString(root);
  }

  /// Whether words are JSON already; other words become a JSON object that holds them.
  public static String asJson(String words) {
    try {
      if (JSON.readTree(words).isObject()) {
        return words;
      }
    } catch (tools.jackson.core.JacksonException _) {
      // Made JSON below.
    }
    return JSON.writeValueAsString(Map.of("text", words));
  }

  private String callId(int index) {
    return "call_" + id.substring(id.length() - 8) + index;
  }

  private String chunk(Object delta, @Nullable String finish, boolean hasUsage) {
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("index", 0);
    choice.put("delta", delta);
    choice.put("logprobs", null);
    choice.put("finish_reason", finish);
    Map<String, Object> root = head("chat.completion.chunk");
    root.put("choices", List.of(choice));
    if (hasUsage) {
      root.put("usage", null);
    }
    return JSON.writeValueAsString(root);
  }

  private Map<String, Object> head(String object) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("id", id);
    root.put("object", object);
    root.put("created", created);
    root.put("model", model);
    root.put("service_tier", "default");
    root.put("system_fingerprint", "fp_simulator");
    return root;
  }

  private static Map<String, Object> usage(int prompt, int answer) {
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("prompt_tokens", prompt);
    usage.put("completion_tokens", answer);
    usage.put("total_tokens", prompt + answer);
    usage.put("prompt_tokens_details", Map.of("cached_tokens", 0, "audio_tokens", 0));
    usage.put("completion_tokens_details", Map.of("reasoning_tokens", 0, "audio_tokens", 0));
    return usage;
  }
}
