package io.oratio.runtime.conversation;

import io.oratio.domain.conversation.Run;
import io.oratio.domain.conversation.Usage;
import io.oratio.runtime.knowledge.Passage;
import java.util.List;

/// How a run ended.
///
/// @param words all that was said; blank when the agent stays silent for a human being
/// @param sources where they come from
/// @param isHandedOff whether the conversation waits for a human being
/// @param isEnded whether the conversation is over
/// @param usage of the whole conversation
public record Answer(
    String runId,
    String words,
    List<Passage> sources,
    Run.Status status,
    RunEvent.Reason reason,
    boolean isHandedOff,
    boolean isEnded,
    Usage usage) {
  public Answer {
    sources = List.copyOf(sources);
  }
}
