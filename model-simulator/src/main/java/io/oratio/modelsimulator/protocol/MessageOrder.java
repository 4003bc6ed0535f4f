package io.oratio.modelsimulator.protocol;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Checks messages and their order: every tool call is answered, at once and only once, and no
/// answer stands without its call.
final class MessageOrder {
  private static final int LONGEST_ID = 40;

  private MessageOrder() {}

  static void check(JsonNode messages) throws Refusal {
    if (!messages.isArray()) {
      throw Refusal.invalid(
          "Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
    }
    if (messages.isEmpty()) {
      throw Refusal.invalid(
          "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
              + " empty array instead.",
          "messages",
          "empty_array");
    }
    Set<String> owed = new LinkedHashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      JsonNode message = messages.path(i);
      String at = "messages[" + i + "]";
      String role = role(message, at);
      if (role.equals("tool")) {
        answer(message, at, i, owed);
        continue;
      }
      settled(owed, i);
      if (role.equals("assistant")) {
        owed.addAll(calls(message, at));
      } else {
        content(message.path("content"), at);
      }
    }
    settled(owed, messages.size());
  }

  private static String role(JsonNode message, String at) throws Refusal {
    JsonNode role = message.path("role");
    if (!role.isString()) {
      throw Refusal.invalid(
          "Missing required parameter: '" + at + ".role'.",
          at + ".role",
          "missing_required_parameter");
    }
    if (!Set.of("system", "developer", "user", "assistant", "tool").contains(role.stringValue())) {
      throw Refusal.invalid(
          "Invalid value: '"
              + role.stringValue()
              + "'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and"
              + " 'developer'.",
          at + ".role",
          "invalid_value");
    }
    return role.stringValue();
  }

  private static void answer(JsonNode message, String at, int index, Set<String> owed)
      throws Refusal {
    JsonNode id = message.path("tool_call_id");
    if (!id.isString()) {
      throw Refusal.invalid(
          "Missing parameter 'tool_call_id': messages with role 'tool' must have a"
              + " 'tool_call_id'.",
          "messages.[" + index + "].tool_call_id",
          "");
    }
    if (owed.isEmpty()) {
      throw Refusal.invalid(
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message"
              + " with 'tool_calls'.",
          "messages.[" + index + "].role",
          "");
    }
    if (!owed.remove(id.stringValue())) {
      throw Refusal.invalid(
          "Invalid parameter: 'tool_call_id' of '"
              + id.stringValue()
              + "' not found in 'tool_calls' of previous message.",
          "messages.[" + index + "].tool_call_id",
          "");
    }
    content(message.path("content"), at);
  }

  private static void settled(Set<String> owed, int index) throws Refusal {
    if (!owed.isEmpty()) {
      throw Refusal.invalid(
          "An assistant message with 'tool_calls' must be followed by tool messages responding to"
              + " each 'tool_call_id'. The following tool_call_ids did not have response messages: "
              + String.join(", ", owed),
          "messages.[" + index + "].role",
          "");
    }
  }

  private static Set<String> calls(JsonNode message, String at) throws Refusal {
    Set<String> ids = new LinkedHashSet<>();
    if (!message.hasNonNull("tool_calls")) {
      content(message.path("content"), at);
      return ids;
    }
    JsonNode calls = message.path("tool_calls");
    if (!calls.isArray() || calls.isEmpty()) {
      throw Refusal.invalid(
          "Invalid '"
              + at
              + ".tool_calls': empty array. Expected an array with minimum length 1, but got an"
              + " empty array instead.",
          at + ".tool_calls",
          "empty_array");
    }
    for (int i = 0; i < calls.size(); i++) {
      String where = at + ".tool_calls[" + i + "]";
      JsonNode call = calls.path(i);
      JsonNode id = call.path("id");
      if (!id.isString() || !ids.add(id.stringValue())) {
        throw Refusal.invalid(
            "Missing required parameter: '" + where + ".id'.",
            where + ".id",
            "missing_required_parameter");
      }
      if (id.stringValue().length() > LONGEST_ID) {
        throw Refusal.invalid(
            "Invalid '"
                + where
                + ".id': string too long. Expected a string with maximum length 40.",
            where + ".id",
            "string_above_max_length");
      }
      boolean isWhole =
          call.path("type").asString("").equals("function")
              && call.path("function").path("name").isString()
              && call.path("function").path("arguments").isString();
      if (!isWhole) {
        throw Refusal.invalid(
            "Missing required parameter: '" + where + ".function'.",
            where + ".function",
            "missing_required_parameter");
      }
    }
    return ids;
  }

  private static void content(JsonNode content, String at) throws Refusal {
    if (content.isString()) {
      return;
    }
    if (!content.isArray() || content.isEmpty()) {
      throw Refusal.invalid(
          "Invalid value for 'content': expected a string, got "
              + (content.isMissingNode() || content.isNull() ? "null" : "another value")
              + ".",
          at + ".content",
          "");
    }
    for (JsonNode part : content) {
      if (!part.path("type").isString()) {
        throw Refusal.invalid(
            "Missing required parameter: '" + at + ".content[0].type'.",
            at + ".content[0].type",
            "missing_required_parameter");
      }
    }
  }
}
