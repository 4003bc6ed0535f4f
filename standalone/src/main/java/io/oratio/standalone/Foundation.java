package io.oratio.standalone;

import io.oratio.domain.trunk.Secret;
import io.oratio.storage.Bus;
import io.oratio.storage.BusSettings;
import io.oratio.storage.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// What takes time to start and stands under everything else: the stores and, where calls are
/// taken, the engine, begun at the same time.
final class Foundation implements AutoCloseable {
  private final Settings settings;
  private final Stores stores;
  private final OnlyOne mark;
  private final Bus bus;
  private final AgentRuntime runtime;
  private final Optional<Voice> voice;
  private final CompletableFuture<PublishedAgents> agents;
  private final String node;

  private Foundation(
      Settings settings,
      Stores stores,
      OnlyOne mark,
      Bus bus,
      AgentRuntime runtime,
      Optional<Voice> voice,
      CompletableFuture<PublishedAgents> agents) {
    this.settings = settings;
    this.stores = stores;
    this.mark = mark;
    this.bus = bus;
    this.runtime = runtime;
    this.voice = voice;
    this.agents = agents;
    this.node = node(settings);
  }

  static Foundation lay(Settings settings, Trusted trusted) {
    Path data = settings.dataDir();
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new CannotStart("the data folder " + data + " cannot be written: " + e.getMessage(), e);
    }
    Optional<Voice> voice =
        settings.parts().hasGateway() ? Optional.of(Voice.begin(settings)) : Optional.empty();
    Stores stores = StoresOf.settings(settings);
    OnlyOne mark = OnlyOne.of(settings);
    DemoTenant.ensure(stores, Clock.systemUTC());
    if (settings.parts().hasGateway()) {
      DemoTenant.trust(stores, trusted.networks());
    }
    Bus bus = Bus.open(busOf(settings), Clock.systemUTC());
    AgentRuntime runtime = AgentRuntime.besideCalls(stores, bus.events(), settings);
    if (settings.parts().hasControl()) {
      ExampleAgents.install(
          ExampleAgents.missing(stores.agents(), settings.home()), runtime.apply());
    }
    return new Foundation(
        settings, stores, mark, bus, runtime, voice, agents(settings, bus, runtime, voice));
  }

  private static CompletableFuture<PublishedAgents> agents(
      Settings settings, Bus bus, AgentRuntime runtime, Optional<Voice> voice) {
    Stores stores = runtime.stores();
    Optional<PublishedAgents.Learning> learned =
        isShared(settings) ? Optional.of(runtime.learned()) : Optional.empty();
    CompletableFuture<Optional<PublishedAgents.Preparing>> readying =
        voice
            .map(it -> it.standOn(runtime).thenApply(Foundation::preparing))
            .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    return readying.thenApplyAsync(
        it -> {
          PublishedAgents made =
              new PublishedAgents(stores.tenants(), stores.agents(), bus.events(), learned, it);
          if (it.isPresent()) {
            made.first(DemoTenant.ID, DemoTenant.AGENT);
          }
          return made;
        });
  }

  private static Optional<PublishedAgents.Preparing> preparing(Readying readying) {
    return Optional.of(readying);
  }

  private static boolean isShared(Settings settings) {
    return settings.storage().records() != Settings.Records.EMBEDDED;
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

  /// What calls are answered with.
  ///
  /// @throws IllegalStateException where no gateway runs
  Voice voice() {
    return voice.orElseThrow(() -> new IllegalStateException("no gateway runs here"));
  }

  /// Waits until the first caller would be answered without delay.
  void untilPrepared() {
    voice().engine();
    try {
      agents.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /// From now on everything is made ready for every agent that is published. Where others write the
  /// same records the bus tells most of it, so that the rounds may be rarer.
  void goOn() {
    agents.join().goOn(Duration.ofSeconds(isShared(settings) ? 10 : 3));
  }

  String node() {
    return node;
  }

  @Override
  public void close() {
    agents.thenAccept(PublishedAgents::close);
    voice.ifPresent(Voice::close);
    runtime.close();
    bus.close();
    stores.close();
    mark.close();
  }

  /// This process's name among others: as configured, else the machine's. Beside others on one
  /// machine the data folder, of which each has its own, tells them apart.
  private static String node(Settings settings) {
    if (!settings.node().isBlank()) {
      return settings.node();
    }
    String machine = "node";
    try {
      machine = InetAddress.getLocalHost().getHostName();
    } catch (IOException _) {
      // A machine without a name is a node all the same.
    }
    return isShared(settings)
        ? machine + "-" + Integer.toHexString(settings.dataDir().toAbsolutePath().hashCode())
        : machine;
  }
}
