package io.oratio.standalone;

import io.oratio.engine.EngineSetup;
import io.oratio.storage.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What takes time to start and stands under everything else: the stores and the engine, begun at
/// the same time.
final class Foundation implements AutoCloseable {
  private final Stores stores;
  private final CompletableFuture<EngineChoice> engine;
  private final CompletableFuture<Void> prepared;
  private final SpareSentences spareVoice;
  private final Path spool;
  private final String node;

  private Foundation(
      Stores stores,
      CompletableFuture<EngineChoice> engine,
      CompletableFuture<Void> prepared,
      SpareSentences spareVoice,
      Path spool,
      String node) {
    this.stores = stores;
    this.engine = engine;
    this.prepared = prepared;
    this.spareVoice = spareVoice;
    this.spool = spool;
    this.node = node;
  }

  static Foundation lay(Settings settings, Trusted trusted) {
    Path data = settings.dataDir();
    Path spool = data.resolve("spool");
    try {
      Files.createDirectories(spool);
    } catch (IOException e) {
      throw new CannotStart("the data folder " + data + " cannot be written: " + e.getMessage(), e);
    }
    CompletableFuture<EngineChoice> engine =
        CompletableFuture.supplyAsync(() -> EngineChoice.of(settings));
    Stores stores = StoresOf.settings(settings);
    DemoTenant.ensure(stores, trusted.networks(), Clock.systemUTC());
    List<Path> examples = ExampleAgents.missing(stores.agents(), settings.home());
    if (!examples.isEmpty()) {
      try (FolderKnowledge knowledge = FolderKnowledge.over(stores, settings)) {
        ExampleAgents.install(examples, knowledge.apply());
      }
    }
    Optional<EngineSetup> demo =
        stores.agents().published(DemoTenant.ID, DemoTenant.AGENT).map(DemoTenant::setup);
    return new Foundation(
        stores,
        engine,
        engine.thenAcceptAsync(choice -> demo.ifPresent(choice::prepare)),
        new SpareSentences(data.resolve("voice")),
        spool,
        node(settings));
  }

  Stores stores() {
    return stores;
  }

  EngineChoice engine() {
    try {
      return engine.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// Waits until the first caller would be answered without delay.
  void untilPrepared() {
    engine();
    prepared.join();
  }

  SpareSentences spareVoice() {
    return spareVoice;
  }

  Path spool() {
    return spool;
  }

  String node() {
    return node;
  }

  @Override
  public void close() {
    engine.thenAccept(it -> it.engine().close());
    stores.close();
  }

  /// This process's name among others: as configured, else the machine's.
  private static String node(Settings settings) {
    if (!settings.node().isBlank()) {
      return settings.node();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException _) {
      return "node";
    }
  }
}
