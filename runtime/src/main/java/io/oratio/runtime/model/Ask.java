package io.oratio.runtime.model;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import java.util.List;
import java.util.OptionalDouble;

/// What a model is asked.
///
/// @param messages the system prompt first
/// @param temperature empty leaves it to the model's settings
public record Ask(
    List<ChatMessage> messages, List<ToolSpecification> tools, OptionalDouble temperature) {
  public Ask {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /// Without tools.
  public static Ask of(List<ChatMessage> messages) {
    return new Ask(messages, List.of(), OptionalDouble.empty());
  }
}
