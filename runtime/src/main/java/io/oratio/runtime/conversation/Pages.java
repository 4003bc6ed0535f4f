package io.oratio.runtime.conversation;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.oratio.domain.conversation.Message;
import io.oratio.domain.session.Turn;
import io.oratio.runtime.tool.ToolResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Writes what is said and done into the conversation and, as turns, into its session. Belongs to
/// the run that holds the conversation.
final class Pages {
  private final TextStores stores;
  private final Live.Opened opened;
  private final String runId;
  private final Clock clock;
  private final Supplier<String> ids;

  Pages(TextStores stores, Live.Opened opened, String runId, Clock clock, Supplier<String> ids) {
    this.stores = stores;
    this.opened = opened;
    this.runId = runId;
    this.clock = clock;
    this.ids = ids;
  }

  /// @return the message's sequence
  int user(String words) {
    turn(Turn.Role.USER, words, "", false);
    return message(Message.Role.USER, words, "", "", Metadata.ofRun(runId));
  }

  void calls(String words, List<ToolExecutionRequest> calls) {
    message(Message.Role.ASSISTANT, words, "", "", Metadata.ofCalls(runId, calls));
  }

  void result(String id, String name, ToolResult result) {
    turn(Turn.Role.TOOL, result.json(), name, false);
    message(
        Message.Role.TOOL,
        result.json(),
        name,
        id,
        Metadata.ofResult(runId, result.kind().name().toLowerCase(Locale.ROOT)));
  }

  void answer(String said, String own, String metadata, boolean isInterrupted) {
    if (!said.isBlank()) {
      turn(Turn.Role.ASSISTANT, said, "", isInterrupted);
    }
    message(Message.Role.ASSISTANT, own, "", "", metadata);
  }

  private int message(
      Message.Role role, String content, String toolName, String toolCallId, String metadata) {
    Instant now = clock.instant();
    int sequence = opened.messages + 1;
    boolean isWritten =
        append(
            new Message(ids.get(), sequence, role, content, toolName, toolCallId, metadata, now));
    if (!isWritten) {
      // Another process wrote in between; behind its messages there is room.
      sequence =
          stores
                  .conversations()
                  .lastSequence(opened.first.tenantId(), opened.first.conversationId())
              + 1;
      append(new Message(ids.get(), sequence, role, content, toolName, toolCallId, metadata, now));
    }
    opened.messages = sequence;
    return sequence;
  }

  private boolean append(Message message) {
    return stores
        .conversations()
        .append(opened.first.tenantId(), opened.first.conversationId(), message);
  }

  private void turn(Turn.Role role, String content, String toolName, boolean isInterrupted) {
    Instant now = clock.instant();
    Duration offset = Duration.between(opened.session.startTime(), now);
    opened.turns++;
    stores
        .sessions()
        .append(
            opened.first.tenantId(),
            opened.session.sessionId(),
            new Turn(
                opened.turns,
                role,
                content,
                now,
                offset.isNegative() ? Duration.ZERO : offset,
                isInterrupted,
                toolName));
  }
}
