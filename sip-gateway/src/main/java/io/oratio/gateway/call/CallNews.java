package io.oratio.gateway.call;

import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.Speaker;

/// What an onlooker may see of a call as it goes on.
public sealed interface CallNews {
  /// Words; a later one of the same id replaces this one.
  record Words(String id, Speaker speaker, Stage stage, String words) implements CallNews {}

  /// The caller spoke over the agent, and what was queued is gone.
  record Interrupted() implements CallNews {}

  /// The agent used a tool.
  record ToolUsed(String name, boolean done) implements CallNews {}

  /// The call is over.
  record Over(Termination why) implements CallNews {}
}
