package io.oratio.engine.scripted;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.SpeechEngine;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Follows a [Script] in every session.
public final class ScriptedEngine implements SpeechEngine {
  private final Script script;
  private final ExecutorService stage =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("oratio-scripted").factory());
  private final Set<ScriptedSession> sessions = ConcurrentHashMap.newKeySet();
  private volatile Optional<EngineFailure> refusal = Optional.empty();

  public ScriptedEngine(Script script) {
    this.script = script;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public EngineSession open(EngineSetup setup, Consumer<EngineEvent> listener) {
    ScriptedSession session = new ScriptedSession(setup, script, listener, stage, sessions::remove);
    sessions.add(session);
    session.open(refusal);
    return session;
  }

  /// From now on every session that is opened fails so; empty: opens again.
  public void refuseWith(Optional<EngineFailure> failure) {
    refusal = failure;
  }

  /// Breaks every open session, as when the way to the engine is lost.
  public void failOpenSessions(EngineFailure failure) {
    sessions.forEach(session -> session.fail(failure));
  }

  /// How many sessions are open.
  public int openSessions() {
    return sessions.size();
  }

  @Override
  public void close() {
    sessions.forEach(ScriptedSession::close);
    stage.shutdown();
    try {
      stage.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
