package io.oratio.runtime.conversation;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.runtime.tool.Scene;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// A conversation in text, as its tools see it. Nobody can be transferred and no keys are pressed
/// here; digits are typed as messages.
final class TextScene implements Scene {
  private final Live live;
  private final Facts facts;
  private volatile Consumer<String> voice = _ -> {};

  TextScene(Live live, Facts facts) {
    this.live = live;
    this.facts = facts;
  }

  /// Where sentences go while a run is going on.
  void speaksTo(Consumer<String> run) {
    voice = run;
  }

  @Override
  public Facts facts() {
    return facts;
  }

  @Override
  public void hangUp(String reason) {
    live.isEnded = true;
  }

  @Override
  public boolean transfer(TransferTarget target) {
    return false;
  }

  @Override
  public CompletionStage<String> collectDigits(int longest, String terminator, Duration within) {
    return CompletableFuture.completedFuture("");
  }

  @Override
  public void handOff(String reason, Optional<TransferTarget> target) {
    live.isHandedOff = true;
  }

  @Override
  public void say(String sentence) {
    voice.accept(sentence);
  }

  @Override
  public void ask(String question) {
    voice.accept(question);
  }
}
