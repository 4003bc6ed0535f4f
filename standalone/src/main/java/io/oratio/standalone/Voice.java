package io.oratio.standalone;

import io.oratio.gateway.mind.RuntimeMinds;
import io.oratio.gateway.tool.Minds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What the gateway speaks with: the engine, which begins to start before anything else, and the
/// minds, which come once there is a runtime to stand on.
final class Voice implements AutoCloseable {
  private final CompletableFuture<OfflineBrain> brain = new CompletableFuture<>();
  private final CompletableFuture<EngineChoice> engine;
  private final SpareSentences spare;
  private final Path spool;

  private Voice(Settings settings, Path spool) {
    this.engine =
        CompletableFuture.supplyAsync(
            () -> EngineChoice.of(settings, setup -> brain.join().answers(setup)));
    this.spare = new SpareSentences(settings.dataDir().resolve("voice"));
    this.spool = spool;
  }

  /// Begins to start the engine.
  static Voice begin(Settings settings) {
    Path spool = settings.dataDir().resolve("spool");
    try {
      Files.createDirectories(spool);
    } catch (IOException e) {
      throw new CannotStart(
          "the data folder " + settings.dataDir() + " cannot be written: " + e.getMessage(), e);
    }
    return new Voice(settings, spool);
  }

  /// Gives it the agents.
  ///
  /// @return what makes agents ready, once the engine is there
  CompletableFuture<Readying> standOn(AgentRuntime runtime) {
    brain.complete(
        new OfflineBrain(
            new RuntimeMinds(
                runtime.toolbox(),
                runtime.prompts(),
                runtime.stores().facts(),
                runtime.handoffs(),
                runtime.threads()),
            runtime));
    return engine.thenApply(choice -> new Readying(brain.join(), choice));
  }

  EngineChoice engine() {
    try {
      return engine.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Begins what need not be done before the first call.
  void goOn() {
    spare.prepare();
  }

  /// The minds of calls.
  Minds minds() {
    return engine().isOffline() ? brain.join() : brain.join().others();
  }

  SpareSentences spare() {
    return spare;
  }

  Path spool() {
    return spool;
  }

  @Override
  public void close() {
    engine.thenAccept(it -> it.engine().close());
  }
}
