package io.oratio.runtime.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;

/// Tokens by rule of thumb, where nobody counted them: four characters of Latin script each, other
/// scripts one and a half.
public final class Estimate {
  private static final int PER_MESSAGE = 4;

  private Estimate() {}

  /// Of a text; at least one where there is any.
  public static int tokens(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    long quarters = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      quarters += letter < 0x250 ? 3 : letter < 0x2E80 ? 6 : 8;
    }
    return (int) Math.max(1, (quarters + 11) / 12);
  }

  /// Of messages.
  public static int tokens(List<ChatMessage> messages) {
    return messages.stream().mapToInt(it -> tokens(text(it)) + PER_MESSAGE).sum();
  }

  private static String text(ChatMessage message) {
    return switch (message) {
      case SystemMessage system -> system.text();
      case UserMessage user -> user.hasSingleText() ? user.singleText() : user.toString();
      case AiMessage answer ->
          (answer.text() == null ? "" : answer.text())
              + (answer.hasToolExecutionRequests() ? answer.toolExecutionRequests() : "");
      case ToolExecutionResultMessage result -> result.text();
      default -> message.toString();
    };
  }
}
