package io.oratio.engine.local;

import io.oratio.engine.local.hearing.Endpointer;
import io.oratio.engine.local.hearing.Heard;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// What one session hears: turns, each recognised already in the pause that may end it, so that the
/// words are known when the turn is over. On the session's lane only.
final class Ear implements Endpointer.Listener {
  /// Hears what the ear makes of the caller's sound, on the lane.
  interface Listener {
    /// The caller began to speak.
    void callerBegan();

    /// What the turn may turn out to be.
    void guessed(String turnId, Heard heard);

    /// What the turn was. It has no words when nothing could be recognised, and it is told even
    /// when the caller has begun another turn.
    void heard(String turnId, Heard heard);

    /// A turn could not be recognised because too much is going on.
    void missed(String turnId);

    /// What began was no speech.
    void dismissed();
  }

  private final Function<short[], CompletableFuture<Heard>> recognise;
  private final Lane lane;
  private final Listener listener;
  private final Endpointer endpointer;
  private Optional<CompletableFuture<Heard>> guess = Optional.empty();
  private int turns;

  Ear(
      int rateHz,
      int endPauseMs,
      Lane lane,
      Function<short[], CompletableFuture<Heard>> recognise,
      Listener listener) {
    this.recognise = recognise;
    this.lane = lane;
    this.listener = listener;
    this.endpointer = new Endpointer(rateHz, endPauseMs, this);
  }

  /// Takes the caller's sound.
  ///
  /// @param isAgentSpeaking whether the caller hears the agent meanwhile
  void frame(short[] samples, boolean isAgentSpeaking) {
    endpointer.agentSpeaks(isAgentSpeaking);
    endpointer.frame(samples, 0, samples.length);
  }

  /// Whether the caller is speaking.
  boolean isTurn() {
    return endpointer.isTurn();
  }

  /// A name for the next turn that comes another way than by sound.
  String nextTurnId() {
    return "caller-" + ++turns;
  }

  /// Gives up what is being recognised.
  void close() {
    forgetGuess();
  }

  @Override
  public void began() {
    turns++;
    forgetGuess();
    listener.callerBegan();
  }

  @Override
  public void paused(short[] turn) {
    CompletableFuture<Heard> next = recognise.apply(turn);
    guess = Optional.of(next);
    String id = "caller-" + turns;
    next.thenAccept(heard -> lane.execute(() -> guessed(id, next, heard)));
  }

  private void guessed(String id, CompletableFuture<Heard> from, Heard heard) {
    if (guess.filter(it -> it == from).isPresent() && endpointer.isTurn()) {
      listener.guessed(id, heard);
    }
  }

  @Override
  public void resumed() {
    forgetGuess();
  }

  private void forgetGuess() {
    guess.ifPresent(it -> it.cancel(false));
    guess = Optional.empty();
  }

  @Override
  public void ended(short[] turn) {
    CompletableFuture<Heard> last = guess.orElseGet(() -> recognise.apply(turn));
    guess = Optional.empty();
    String id = "caller-" + turns;
    last.whenComplete(
        (heard, failure) ->
            lane.execute(
                () -> {
                  if (failure == null) {
                    listener.heard(id, heard);
                  } else {
                    listener.missed(id);
                  }
                }));
  }

  @Override
  public void dismissed() {
    forgetGuess();
    listener.dismissed();
  }
}
