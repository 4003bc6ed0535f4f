package io.oratio.standalone;

import io.oratio.domain.trunk.Secret;
import io.oratio.gateway.mind.RuntimeMinds;
import io.oratio.gateway.tool.Minds;
import io.oratio.storage.Bus;
import io.oratio.storage.BusSettings;
import io.oratio.storage.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What takes time to start and stands under everything else: the stores and the engine, begun at
/// the same time.
final class Foundation implements AutoCloseable {
  private final Stores stores;
  private final Bus bus;
  private final AgentRuntime runtime;
  private final OfflineBrain brain;
  private final CompletableFuture<EngineChoice> engine;
  private final CompletableFuture<Readying> readying;
  private final SpareSentences spareVoice;
  private final Path spool;
  private final String node;

  private Foundation(
      Stores stores,
      Bus bus,
      AgentRuntime runtime,
      OfflineBrain brain,
      CompletableFuture<EngineChoice> engine,
      CompletableFuture<Readying> readying,
      SpareSentences spareVoice,
      Path spool,
      String node) {
    this.stores = stores;
    this.bus = bus;
    this.runtime = runtime;
    this.brain = brain;
    this.engine = engine;
    this.readying = readying;
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
    CompletableFuture<OfflineBrain> brain = new CompletableFuture<>();
    CompletableFuture<EngineChoice> engine =
        CompletableFuture.supplyAsync(
            () -> EngineChoice.of(settings, setup -> brain.join().answers(setup)));
    Stores stores = StoresOf.settings(settings);
    DemoTenant.ensure(stores, trusted.networks(), Clock.systemUTC());
    Bus bus = Bus.open(busOf(settings), Clock.systemUTC());
    AgentRuntime runtime = AgentRuntime.besideCalls(stores, bus.events(), settings);
    ExampleAgents.install(ExampleAgents.missing(stores.agents(), settings.home()), runtime.apply());
    brain.complete(
        new OfflineBrain(
            new RuntimeMinds(
                runtime.toolbox(),
                runtime.prompts(),
                stores.facts(),
                runtime.handoffs(),
                runtime.threads()),
            runtime));
    CompletableFuture<Readying> readying =
        engine.thenApplyAsync(
            choice -> {
              Readying made = new Readying(stores.agents(), brain.join(), choice);
              made.first(DemoTenant.AGENT);
              return made;
            });
    return new Foundation(
        stores,
        bus,
        runtime,
        brain.join(),
        engine,
        readying,
        new SpareSentences(data.resolve("voice")),
        spool,
        node(settings));
  }

  private static BusSettings busOf(Settings settings) {
    Settings.Bus bus = settings.bus();
    return new BusSettings(
        switch (bus.kind()) {
          case IN_PROCESS -> BusSettings.Kind.IN_PROCESS;
          case REDIS -> BusSettings.Kind.REDIS;
        },
        new BusSettings.Redis(bus.redis().url(), new Secret(bus.redis().password())));
  }

  Stores stores() {
    return stores;
  }

  Bus bus() {
    return bus;
  }

  AgentRuntime runtime() {
    return runtime;
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
    readying.join();
  }

  /// From now on every agent that can be called is made ready.
  void goOnReadying() {
    readying.join().goOn();
  }

  /// The minds of calls.
  Minds minds() {
    return engine().isOffline() ? brain : brain.others();
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
    readying.thenAccept(Readying::close);
    engine.thenAccept(it -> it.engine().close());
    runtime.close();
    bus.close();
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
