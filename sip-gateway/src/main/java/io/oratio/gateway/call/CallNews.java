package io.oratio.gateway.call;

import io.oratio.domain.session.Turn;
import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.Speaker;

/// What an onlooker may see of a call as it goes on.
public sealed interface CallNews {
  /// The call has begun: it rings, here or at the other end.
  record Began() implements CallNews {}

  /// The call went from one state to another.
  record Moved(CallState from, CallState to) implements CallNews {}

  /// Words; a later one of the same id replaces this one.
  record Words(String id, Speaker speaker, Stage stage, String words) implements CallNews {}

  /// A turn is finished and goes into the record: of the agent, what was really heard.
  record Said(Turn turn) implements CallNews {}

  /// The caller spoke over the agent, and what was queued is gone.
  record Interrupted() implements CallNews {}

  /// The agent used a tool.
  record ToolUsed(String name, boolean done) implements CallNews {}

  /// The call is over.
  record Over(Termination why) implements CallNews {}
}
