package io.oratio.standalone;

import io.oratio.gateway.call.SpareVoice;
import io.oratio.storage.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What takes time to start and stands under everything else: the stores and the engine, begun at
/// the same time.
final class Foundation implements AutoCloseable {
  private final Stores stores;
  private final CompletableFuture<EngineChoice> engine;
  private final SpareVoice spareVoice;
  private final Path spool;
  private final String node;

  private Foundation(
      Stores stores,
      CompletableFuture<EngineChoice> engine,
      SpareVoice spareVoice,
      Path spool,
      String node) {
    this.stores = stores;
    this.engine = engine;
    this.spareVoice = spareVoice;
    this.spool = spool;
    this.node = node;
  }

  static Foundation lay(Settings settings) {
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
    return new Foundation(
        stores,
        engine,
        new SpareSentences(data.resolve("voice")).preparing(),
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

  SpareVoice spareVoice() {
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
