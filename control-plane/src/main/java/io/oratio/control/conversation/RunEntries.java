package io.oratio.control.conversation;

import io.oratio.runtime.conversation.RunEvent;
import io.oratio.runtime.conversation.RunEventJson;
import java.util.function.IntSupplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a run tells, as entries of its conversation's journal.
final class RunEntries {
  private RunEntries() {}

  /// @param isFirst whether the run begins with it
  /// @param stored says how many messages there are; may block
  static Journal.Entry note(
      RunEvent event, String conversationId, boolean isFirst, Journal journal, IntSupplier stored) {
    ObjectNode data = (ObjectNode) JsonMapper.shared().readTree(RunEventJson.of(event));
    data.put("conversationId", conversationId);
    return switch (event) {
      case RunEvent.RunStatus _ ->
          isFirst ? journal.begin(data, stored.getAsInt()) : journal.end(data, stored.getAsInt());
      case RunEvent.MessageDelta _,
          RunEvent.ToolCall _,
          RunEvent.ToolResult _,
          RunEvent.Sources _ ->
          journal.add(data.path("type").asString(""), data);
    };
  }
}
