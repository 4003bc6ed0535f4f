package io.oratio.gateway.call;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.Speaker;
import io.oratio.engine.SpeechEngine;
import io.oratio.gateway.mailbox.Mailbox;
import io.oratio.media.path.MediaPath;
import io.oratio.media.path.Playback;
import io.oratio.media.pcm.FrameSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// Ties the engine's session to the call's sound. Speech goes from the engine's thread straight to
/// the path, and an interruption too, so that order is kept and nothing waits; everything that
/// decides goes to the call's mailbox.
final class Conversation {
  private static final int EARLY_PIECES_MAX = 2_000;

  private final SpeechEngine engine;
  private final Mailbox mailbox;
  private final Talk talk;
  private final AgentSpeech speech = new AgentSpeech();
  private volatile boolean agentSpeaks;

  // Guarded by this: touched by the engine's thread and the mailbox.
  private Optional<MediaPath> path = Optional.empty();
  private boolean interruptible = true;
  private final List<Piece> early = new ArrayList<>();
  private String lastContentId = "";
  private int generation;
  private Optional<EngineSession> session = Optional.empty();
  private int inputRateHz;
  private CompletableFuture<Void> inOrder = CompletableFuture.completedFuture(null);

  /// What the call hears of its conversation, on its mailbox.
  interface Talk {
    void engineOpened();

    void engineLost(EngineFailure failure);

    void words(EngineEvent.Transcript transcript);

    void agentSounds();

    void agentSaid(AgentSpeech.Said said);

    void interrupted();

    void toolAsked(EngineEvent.ToolUse use);
  }

  private record Piece(String contentId, Optional<short[]> samples) {}

  Conversation(SpeechEngine engine, Mailbox mailbox, Talk talk) {
    this.engine = engine;
    this.mailbox = mailbox;
    this.talk = talk;
  }

  /// Whether the caller may speak over the agent. Where not, the engine hears silence while it
  /// speaks. Told before the first session.
  synchronized void interruptible(boolean may) {
    interruptible = may;
  }

  /// Opens a session with the engine, in place of the one before.
  void open(EngineSetup setup) {
    int mine;
    Optional<EngineSession> old;
    synchronized (this) {
      mine = ++generation;
      old = session;
      session = Optional.empty();
      if (path.isEmpty()) {
        // Nobody has heard what the last session said: the next one begins anew.
        early.clear();
        lastContentId = "";
        speech.cut(List.of());
      }
    }
    old.ifPresent(EngineSession::close);
    EngineSession opened = engine.open(setup, event -> heard(mine, event));
    synchronized (this) {
      if (mine != generation) {
        opened.close();
        return;
      }
      session = Optional.of(opened);
      path.ifPresent(it -> it.toEngine(toEngine(setup.inputRateHz(), opened)));
      inputRateHz = setup.inputRateHz();
    }
  }

  /// Sound can flow: what the engine has said already is played, and it hears the caller from now
  /// on.
  synchronized void join(MediaPath joined) {
    path = Optional.of(joined);
    session.ifPresent(it -> joined.toEngine(toEngine(inputRateHz, it)));
    for (Piece piece : early) {
      play(joined, piece);
    }
    early.clear();
  }

  void say(String sentence) {
    current().ifPresent(it -> it.say(sentence));
  }

  /// Whether there is a session to speak with.
  boolean isOpen() {
    return current().isPresent();
  }

  void text(String words) {
    current().ifPresent(it -> it.text(words));
  }

  void toolResult(String toolUseId, String json) {
    current().ifPresent(it -> it.toolResult(toolUseId, json));
  }

  /// Plays a sentence that is not the engine's.
  synchronized void insert(String contentId, String words, short[] samples) {
    path.ifPresent(
        it -> {
          speech.planned(contentId, contentId, words);
          play(it, new Piece(contentId, Optional.of(samples)));
          play(it, new Piece(contentId, Optional.empty()));
        });
  }

  /// Told by the path, through the mailbox.
  void played(String contentId) {
    speech.played(contentId).ifPresent(talk::agentSaid);
    agentSpeaks = speech.isSpeaking();
  }

  boolean isAgentSpeaking() {
    return speech.isSpeaking();
  }

  /// Throws away what is queued and ends the session; what was played is told before the stage
  /// completes.
  CompletableFuture<Void> close() {
    Optional<EngineSession> last;
    synchronized (this) {
      generation++;
      last = session;
      session = Optional.empty();
    }
    last.ifPresent(EngineSession::close);
    return flush();
  }

  private ToEngine toEngine(int rateHz, EngineSession to) {
    return new ToEngine(engine.name(), rateHz, to, interruptible ? () -> true : () -> !agentSpeaks);
  }

  private synchronized Optional<EngineSession> current() {
    return session;
  }

  private void heard(int of, EngineEvent event) {
    synchronized (this) {
      if (of != generation) {
        return;
      }
    }
    switch (event) {
      case EngineEvent.AudioOut audio ->
          sound(new Piece(audio.contentId(), Optional.of(audio.samples())));
      case EngineEvent.SpeechEnd end -> sound(new Piece(end.contentId(), Optional.empty()));
      case EngineEvent.Interrupted _ -> flush().thenRun(() -> mailbox.execute(talk::interrupted));
      case EngineEvent.Transcript words -> afterFlush(() -> transcribed(words));
      case EngineEvent.ToolUse use -> afterFlush(() -> talk.toolAsked(use));
      case EngineEvent.Opened _ -> mailbox.execute(talk::engineOpened);
      case EngineEvent.Usage _ -> {}
      case EngineEvent.Ended _ ->
          lost(of, new EngineFailure(EngineFailure.Kind.BROKEN, "the engine ended the session"));
      case EngineEvent.Failed failed -> lost(of, failed.failure());
    }
  }

  private void lost(int of, EngineFailure failure) {
    synchronized (this) {
      if (of != generation) {
        return;
      }
      session = Optional.empty();
    }
    mailbox.execute(() -> talk.engineLost(failure));
  }

  private void transcribed(EngineEvent.Transcript words) {
    if (words.speaker() == Speaker.AGENT) {
      switch (words.stage()) {
        case PARTIAL, PLANNED -> speech.planned(words.id(), words.contentId(), words.words());
        case FINAL ->
            speech
                .finished(words.id(), words.contentId(), words.words())
                .ifPresent(talk::agentSaid);
      }
    }
    talk.words(words);
  }

  private synchronized void sound(Piece piece) {
    if (path.isPresent()) {
      play(path.get(), piece);
    } else if (early.size() < EARLY_PIECES_MAX) {
      early.add(piece);
    }
  }

  private void play(MediaPath to, Piece piece) {
    if (piece.samples.isEmpty()) {
      to.speechEnded(piece.contentId);
      return;
    }
    if (!piece.contentId.equals(lastContentId)) {
      lastContentId = piece.contentId;
      var offset = to.offset();
      mailbox.execute(
          () -> {
            speech.started(piece.contentId, offset);
            agentSpeaks = true;
            talk.agentSounds();
          });
    }
    to.speak(piece.contentId, piece.samples.get());
  }

  private synchronized CompletableFuture<Void> flush() {
    early.clear();
    if (path.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    lastContentId = "";
    CompletableFuture<List<Playback>> playbacks = path.get().flush().toCompletableFuture();
    CompletableFuture<Void> told = new CompletableFuture<>();
    inOrder =
        inOrder
            .thenCompose(_ -> playbacks)
            .exceptionally(_ -> List.of())
            .thenCompose(
                cut -> {
                  mailbox.execute(() -> cut(cut, told));
                  return told;
                });
    return told;
  }

  private void cut(List<Playback> playbacks, CompletableFuture<Void> told) {
    try {
      speech.cut(playbacks).ifPresent(talk::agentSaid);
      agentSpeaks = speech.isSpeaking();
    } finally {
      told.complete(null);
    }
  }

  /// Words that follow an interruption wait until what was cut has been written down.
  private synchronized void afterFlush(Runnable message) {
    inOrder = inOrder.thenRun(() -> mailbox.execute(message));
  }

  /// The caller's sound on its way into the engine.
  ///
  /// @param isHeard whether the engine hears the caller now
  private record ToEngine(String name, int rateHz, EngineSession session, BooleanSupplier isHeard)
      implements FrameSink {
    @Override
    public void frame(short[] samples, int count) {
      session.audio(isHeard.getAsBoolean() ? samples : new short[count], 0, count);
    }

    @Override
    public String toString() {
      return "Engine(" + name + ")";
    }
  }
}
