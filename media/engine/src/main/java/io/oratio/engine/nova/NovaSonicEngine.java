package io.oratio.engine.nova;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.SpeechEngine;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;

/// Amazon Nova Sonic. One engine serves a process: all sessions share one client of the AWS SDK,
/// its event loops, and one thread that lets their time pass.
public final class NovaSonicEngine implements SpeechEngine {
  private static final long TICK_MS = 250;
  private static final long CLOSE_WAIT_MS = 2000;

  private final NovaSettings settings;
  private final NovaStreams streams;
  private final AutoCloseable closing;
  private final NovaCounters counters;
  private final LongSupplier nanoClock;
  private final Supplier<String> names;
  private final Set<NovaSession> sessions = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticking;

  NovaSonicEngine(
      NovaSettings settings,
      NovaStreams streams,
      AutoCloseable closing,
      NovaCounters counters,
      LongSupplier nanoClock,
      Supplier<String> names) {
    this.settings = settings;
    this.streams = streams;
    this.closing = closing;
    this.counters = counters;
    this.nanoClock = nanoClock;
    this.names = names;
    this.ticking =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("oratio-nova-tick").factory());
    ticking.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
  }

  /// An engine for these settings, which warms itself up in the background. Looks the region up,
  /// which may take seconds where only the machine's own metadata could tell it: not for a thread
  /// in a hurry.
  ///
  /// @throws IllegalArgumentException when no region is found; [NovaReadiness] says so beforehand
  public static NovaSonicEngine of(NovaSettings settings) {
    AwsSurroundings surroundings = AwsSurroundings.of(settings);
    Region region =
        surroundings
            .region()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "oratio.engine.nova: no AWS region is set (AWS_REGION or region)"));
    NovaCounters counters = new NovaCounters();
    BedrockStreams streams =
        new BedrockStreams(settings, region, surroundings.credentials(), counters);
    return new NovaSonicEngine(
        settings, streams, streams, counters, System::nanoTime, () -> UUID.randomUUID().toString());
  }

  @Override
  public String name() {
    return "nova";
  }

  @Override
  public boolean speaksWhileToolPends() {
    return false;
  }

  @Override
  public EngineSession open(EngineSetup setup, Consumer<EngineEvent> listener) {
    NovaSession session =
        new NovaSession(
            setup,
            settings,
            streams,
            this::connection,
            counters,
            nanoClock,
            listener,
            sessions::remove);
    sessions.add(session);
    session.open();
    return session;
  }

  /// What happened so far, over all sessions.
  public NovaCounters counters() {
    return counters;
  }

  /// How many sessions are open.
  public int openSessions() {
    return sessions.size();
  }

  @Override
  public void close() {
    sessions.forEach(NovaSession::close);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_WAIT_MS);
    try {
      while (!sessions.isEmpty() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    ticking.shutdownNow();
    sessions.forEach(NovaSession::abandon);
    try {
      closing.close();
    } catch (Exception failed) {
      // Root of a shutdown: what the SDK throws here changes nothing any more.
      throw new IllegalStateException("the Nova engine did not close", failed);
    }
  }

  /// Lets time pass for every session.
  void tick() {
    for (NovaSession session : sessions) {
      session.tick();
    }
  }

  private NovaConnection connection(EngineSetup setup, NovaConnection.Owner owner) {
    return new NovaConnection(settings, setup, counters, nanoClock, names, owner);
  }
}
