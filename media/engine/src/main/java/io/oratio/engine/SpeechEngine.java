package io.oratio.engine;

import java.util.function.Consumer;

/// Hears one side of a conversation and speaks the other.
public interface SpeechEngine extends AutoCloseable {
  /// Short and stable, for logs, metrics and the session record: `nova`, `local`, `scripted`.
  String name();

  /// Begins a session. Returns at once: [EngineEvent.Opened] or [EngineEvent.Failed] follows. What
  /// is given to the session before it is open is kept, within limits, and sent in order.
  ///
  /// @param listener hears every event, in order, on the engine's thread; the last one is always
  ///   [EngineEvent.Ended] or [EngineEvent.Failed], exactly once
  EngineSession open(EngineSetup setup, Consumer<EngineEvent> listener);

  /// Whether [EngineSession#say] is heard while a tool's result is owed. A model that waits for the
  /// result is silent until then, and somebody else has to fill the silence.
  default boolean speaksWhileToolPends() {
    return true;
  }

  /// Ends what the engine keeps for all sessions. Sessions still open end first.
  @Override
  void close();
}
