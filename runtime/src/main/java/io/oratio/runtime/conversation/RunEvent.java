package io.oratio.runtime.conversation;

import io.oratio.domain.conversation.Run;
import io.oratio.domain.conversation.Usage;
import io.oratio.runtime.knowledge.Passage;
import java.util.List;
import java.util.Locale;

/// What a run tells while it goes on, in order. `seq` counts from 1 within the run, without gaps;
/// the first and the last event of a run are its status.
public sealed interface RunEvent {
  int seq();

  String runId();

  /// The run began or ended.
  ///
  /// @param isHandedOff whether the conversation waits for a human being
  /// @param usage of the whole conversation
  record RunStatus(
      int seq, String runId, Run.Status status, Reason reason, boolean isHandedOff, Usage usage)
      implements RunEvent {}

  /// Some more words of the answer.
  record MessageDelta(int seq, String runId, String text) implements RunEvent {}

  /// The agent uses a tool.
  ///
  /// @param arguments as the model sent them
  record ToolCall(int seq, String runId, String toolCallId, String name, String arguments)
      implements RunEvent {}

  /// What the tool did.
  ///
  /// @param outcome `done`, `failed`, `refused`, `confirm`
  record ToolResult(
      int seq, String runId, String toolCallId, String name, String outcome, String json)
      implements RunEvent {}

  /// Where the answer comes from.
  record Sources(int seq, String runId, List<Passage> passages) implements RunEvent {
    public Sources {
      passages = List.copyOf(passages);
    }
  }

  /// Why a run stands where it stands, in one word.
  enum Reason {
    /// Nothing out of the ordinary.
    USUAL,
    /// It goes on after its process ended.
    RESUMED,
    /// The conversation waits for a human being.
    HANDED_OFF,
    /// The conversation is over.
    ENDED,
    /// The conversation has cost what it may.
    BUDGET_REACHED,
    CANCELLED,
    /// No model answered.
    UNAVAILABLE,
    /// The answer is longer than the model may write at once.
    CUT_OFF,
    /// The model's answer broke off.
    BROKEN_OFF,
    /// The model asked for tools again and again.
    TOO_MANY_TOOLS,
    /// A store or something of ours failed.
    OUR_ERROR;

    /// As it stands in JSON.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
