package io.oratio.standalone;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.runtime.tool.Scene;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A conversation with nobody, for asking which tools an agent has.
record Nowhere(Facts facts) implements Scene {
  @Override
  public void hangUp(String reason) {}

  @Override
  public boolean transfer(TransferTarget target) {
    return false;
  }

  @Override
  public CompletionStage<String> collectDigits(int longest, String terminator, Duration within) {
    return CompletableFuture.completedFuture("");
  }

  @Override
  public void handOff(String reason, Optional<TransferTarget> target) {}

  @Override
  public void say(String sentence) {}
}
