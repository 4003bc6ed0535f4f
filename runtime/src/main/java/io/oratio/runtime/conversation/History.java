package io.oratio.runtime.conversation;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.tenant.TenantId;
import io.oratio.runtime.model.Estimate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A conversation's messages, as a model takes them: every tool call answered, and none answered
/// that was not made.
final class History {
  private static final int PAGE = 500;
  private static final String UNKNOWN =
      "{\"error\":\"This was interrupted. It is not known whether it was done; do not repeat"
          + " it.\"}";

  private History() {}

  /// Everything after a message.
  static List<Message> after(
      Conversations store, TenantId tenantId, String conversationId, int sequence) {
    List<Message> all = new ArrayList<>();
    int last = sequence;
    while (true) {
      List<Message> page = store.messages(tenantId, conversationId, last, PAGE);
      all.addAll(page);
      if (page.size() < PAGE) {
        return all;
      }
      last = page.getLast().sequence();
    }
  }

  /// The last of them that fit, beginning with a person's words; the last person's words and what
  /// came after them always stay.
  static List<Message> fitting(List<Message> messages, int tokens) {
    int from = messages.size();
    int used = 0;
    int begin = messages.size();
    for (int i = messages.size() - 1; i >= 0; i--) {
      used += tokens(messages.get(i));
      from = i;
      if (used > tokens && begin < messages.size()) {
        break;
      }
      if (messages.get(i).role() == Message.Role.USER) {
        begin = i;
      }
    }
    return messages.subList(
        Math.min(begin == messages.size() ? from : begin, messages.size()), messages.size());
  }

  static int tokens(Message message) {
    return Estimate.tokens(message.content())
        + (message.role() == Message.Role.ASSISTANT ? callTokens(message) : 0)
        + 4;
  }

  private static int callTokens(Message message) {
    return Metadata.calls(message.metadata()).stream()
        .mapToInt(it -> Estimate.tokens(it.name() + it.arguments()))
        .sum();
  }

  /// As the model's messages.
  static List<ChatMessage> told(List<Message> messages) {
    List<ChatMessage> told = new ArrayList<>();
    List<ToolExecutionRequest> owed = new ArrayList<>();
    for (Message message : messages) {
      if (message.role() != Message.Role.TOOL) {
        settle(told, owed);
      }
      switch (message.role()) {
        case USER -> told.add(UserMessage.from(shown(message.content())));
        case ASSISTANT -> {
          owed.addAll(Metadata.calls(message.metadata()));
          if (!owed.isEmpty()) {
            told.add(
                message.content().isBlank()
                    ? AiMessage.from(List.copyOf(owed))
                    : AiMessage.from(message.content(), List.copyOf(owed)));
          } else if (!message.content().isBlank()) {
            told.add(AiMessage.from(message.content()));
          }
        }
        case TOOL -> {
          if (owed.removeIf(it -> it.id().equals(message.toolCallId()))) {
            told.add(
                ToolExecutionResultMessage.from(
                    message.toolCallId(), message.toolName(), shown(message.content())));
          }
        }
      }
    }
    settle(told, owed);
    return told;
  }

  /// The calls of the last message that asks for any, which nobody has answered yet.
  static List<ToolExecutionRequest> unanswered(List<Message> messages) {
    List<ToolExecutionRequest> open = new ArrayList<>();
    Set<String> answered = new HashSet<>();
    for (Message message : messages.reversed()) {
      if (message.role() == Message.Role.TOOL) {
        answered.add(message.toolCallId());
      } else {
        if (message.role() == Message.Role.ASSISTANT) {
          open.addAll(Metadata.calls(message.metadata()));
        }
        break;
      }
    }
    open.removeIf(it -> answered.contains(it.id()));
    return open;
  }

  private static void settle(List<ChatMessage> told, List<ToolExecutionRequest> owed) {
    owed.forEach(it -> told.add(ToolExecutionResultMessage.from(it, UNKNOWN)));
    owed.clear();
  }

  private static String shown(String text) {
    return text.isBlank() ? " " : text;
  }
}
