package io.oratio.modelsimulator.protocol;

import io.oratio.modelsimulator.script.Script;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks a request for a chat completion as strictly as the service does, and refuses in its
/// words. The messages' own order is [MessageOrder]'s.
public final class RequestCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_TOOLS = 128;
  private static final Set<String> KNOWN =
      Set.of(
          "audio",
          "frequency_penalty",
          "function_call",
          "functions",
          "logit_bias",
          "logprobs",
          "max_completion_tokens",
          "max_tokens",
          "messages",
          "metadata",
          "modalities",
          "model",
          "n",
          "parallel_tool_calls",
          "prediction",
          "presence_penalty",
          "prompt_cache_key",
          "reasoning_effort",
          "response_format",
          "safety_identifier",
          "seed",
          "service_tier",
          "stop",
          "store",
          "stream",
          "stream_options",
          "temperature",
          "tool_choice",
          "tools",
          "top_logprobs",
          "top_p",
          "user",
          "verbosity",
          "web_search_options");

  private RequestCheck() {}

  /// @param number of the request, for the rules
  /// @throws Refusal for the first thing that is wrong
  public static ChatRequest read(byte[] body, Script script, int number) throws Refusal {
    JsonNode root = json(body);
    for (String name : root.propertyNames()) {
      if (!KNOWN.contains(name)) {
        throw Refusal.invalid("Unknown parameter: '" + name + "'.", name, "unknown_parameter");
      }
    }
    model(root, script);
    MessageOrder.check(root.path("messages"));
    numbers(root);
    tools(root);
    responseFormat(root);
    if (root.hasNonNull("stream_options") && !root.path("stream").asBoolean(false)) {
      throw Refusal.invalid(
          "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
          "stream_options",
          "");
    }
    ChatRequest request = ChatRequest.of(root, number);
    if (request.promptTokens() > script.contextTokens()) {
      throw Refusal.invalid(
          "This model's maximum context length is "
              + script.contextTokens()
              + " tokens. However, your messages resulted in "
              + request.promptTokens()
              + " tokens. Please reduce the length of the messages.",
          "messages",
          "context_length_exceeded");
    }
    return request;
  }

  /// Checks the `Authorization` header where the script asks for a key.
  ///
  /// @param header blank when there was none
  /// @throws Refusal for another key
  public static void key(String header, Script script) throws Refusal {
    if (script.apiKey().isPresent() && !("Bearer " + script.apiKey().get()).equals(header)) {
      throw new Refusal(
          401,
          "invalid_request_error",
          header.isBlank()
              ? "You didn't provide an API key. You need to provide your API key in an"
                  + " Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."
              : "Incorrect API key provided.",
          Optional.empty(),
          header.isBlank() ? Optional.empty() : Optional.of("invalid_api_key"));
    }
  }

  /// A body that has to be a JSON object.
  static JsonNode json(byte[] body) throws Refusal {
    try {
      JsonNode root = JSON.readTree(body);
      if (root.isObject()) {
        return root;
      }
    } catch (JacksonException _) {
      // Refused below, like JSON that is no object.
    }
    throw Refusal.invalid(
        "We could not parse the JSON body of your request. (HINT: This likely means you aren't "
            + "using your HTTP library correctly. The OpenAI API expects a JSON payload, but what "
            + "was sent was not valid JSON.)",
        "",
        "");
  }

  static void model(JsonNode root, Script script) throws Refusal {
    JsonNode model = root.path("model");
    if (!model.isString() || model.stringValue().isBlank()) {
      throw Refusal.invalid("you must provide a model parameter", "", "");
    }
    String name = model.stringValue();
    if (!script.models().isEmpty() && !script.models().contains(name)) {
      throw new Refusal(
          404,
          "invalid_request_error",
          "The model `" + name + "` does not exist or you do not have access to it.",
          Optional.empty(),
          Optional.of("model_not_found"));
    }
  }

  private static void numbers(JsonNode root) throws Refusal {
    range(root, "temperature", 0, 2);
    range(root, "top_p", 0, 1);
    range(root, "frequency_penalty", -2, 2);
    range(root, "presence_penalty", -2, 2);
    range(root, "max_tokens", 1, Integer.MAX_VALUE);
    range(root, "max_completion_tokens", 1, Integer.MAX_VALUE);
    range(root, "n", 1, 1);
    if (root.hasNonNull("max_tokens") && root.hasNonNull("max_completion_tokens")) {
      throw Refusal.invalid(
          "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
          "max_tokens",
          "invalid_parameter_combination");
    }
  }

  private static void range(JsonNode root, String name, double least, double most) throws Refusal {
    if (!root.hasNonNull(name)) {
      return;
    }
    JsonNode value = root.path(name);
    if (!value.isNumber()) {
      throw Refusal.invalid(
          "Invalid type for '" + name + "': expected a number.", name, "invalid_type");
    }
    if (value.doubleValue() < least || value.doubleValue() > most) {
      boolean isBelow = value.doubleValue() < least;
      throw Refusal.invalid(
          "Invalid '"
              + name
              + "': "
              + (isBelow ? "value below minimum" : "value above maximum")
              + ". Expected a value "
              + (isBelow ? ">= " + least : "<= " + most)
              + ", but got "
              + value
              + " instead.",
          name,
          isBelow ? "decimal_below_min_value" : "decimal_above_max_value");
    }
  }

  private static void tools(JsonNode root) throws Refusal {
    if (!root.hasNonNull("tools")) {
      for (String name : List.of("tool_choice", "parallel_tool_calls")) {
        if (root.hasNonNull(name)) {
          throw Refusal.invalid(
              "Invalid value for '"
                  + name
                  + "': '"
                  + name
                  + "' is only allowed when 'tools' are specified.",
              name,
              "");
        }
      }
      return;
    }
    JsonNode tools = root.path("tools");
    if (!tools.isArray() || tools.isEmpty()) {
      throw Refusal.invalid(
          "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty"
              + " array instead.",
          "tools",
          "empty_array");
    }
    if (tools.size() > MOST_TOOLS) {
      throw Refusal.invalid(
          "Invalid 'tools': array too long. Expected an array with maximum length 128.",
          "tools",
          "array_above_max_length");
    }
    for (int i = 0; i < tools.size(); i++) {
      tool(tools.path(i), "tools[" + i + "]");
    }
  }

  private static void tool(JsonNode tool, String at) throws Refusal {
    if (!tool.path("type").asString("").equals("function")) {
      throw Refusal.invalid(
          "Missing required parameter: '" + at + ".type'.",
          at + ".type",
          "missing_required_parameter");
    }
    JsonNode function = tool.path("function");
    String name = function.path("name").asString("");
    if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
      throw Refusal.invalid(
          "Invalid '"
              + at
              + ".function.name': string does not match pattern. Expected a string that matches"
              + " the pattern '^[a-zA-Z0-9_-]+$'.",
          at + ".function.name",
          "invalid_value");
    }
    JsonNode parameters = function.path("parameters");
    if (!parameters.isMissingNode()
        && !parameters.isNull()
        && !parameters.path("type").asString("").equals("object")) {
      throw Refusal.invalid(
          "Invalid schema for function '"
              + name
              + "': schema must be a JSON Schema of 'type: \"object\"', got 'type: \""
              + parameters.path("type").asString("None")
              + "\"'.",
          at + ".function.parameters",
          "invalid_function_parameters");
    }
  }

  private static void responseFormat(JsonNode root) throws Refusal {
    if (!root.hasNonNull("response_format")) {
      return;
    }
    JsonNode format = root.path("response_format");
    switch (format.path("type").asString("")) {
      case "text" -> {}
      case "json_object" -> {
        if (!root.path("messages").toString().toLowerCase(java.util.Locale.ROOT).contains("json")) {
          throw Refusal.invalid(
              "'messages' must contain the word 'json' in some form, to use 'response_format' of"
                  + " type 'json_object'.",
              "messages",
              "");
        }
      }
      case "json_schema" -> {
        JsonNode schema = format.path("json_schema");
        if (!schema.path("name").asString("").matches("[a-zA-Z0-9_-]{1,64}")
            || !schema.path("schema").isObject()) {
          throw Refusal.invalid(
              "Missing required parameter: 'response_format.json_schema'.",
              "response_format.json_schema",
              "missing_required_parameter");
        }
      }
      default ->
          throw Refusal.invalid(
              "Invalid value: '"
                  + format.path("type").asString("")
                  + "'. Supported values are: 'json_object', 'json_schema', and 'text'.",
              "response_format.type",
              "invalid_value");
    }
  }
}
