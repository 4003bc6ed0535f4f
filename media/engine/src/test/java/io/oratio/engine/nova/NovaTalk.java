package io.oratio.engine.nova;

import io.oratio.engine.EngineEars;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A session over [FakeStreams] whose time the test moves.
final class NovaTalk implements AutoCloseable {
  final FakeStreams streams = new FakeStreams();
  final EngineEars ears = new EngineEars();
  final NovaCounters counters = new NovaCounters();
  final EngineSession session;
  private final AtomicLong nanos = new AtomicLong(1);
  private final AtomicInteger names = new AtomicInteger();
  private final NovaSonicEngine engine;

  NovaTalk(NovaSettings settings, EngineSetup setup) {
    engine =
        new NovaSonicEngine(
            settings,
            streams,
            () -> {},
            counters,
            nanos::get,
            () -> "name-" + names.incrementAndGet());
    session = engine.open(setup, ears);
  }

  FakeStreams.Fake stream() {
    return streams.stream(0);
  }

  void accept() {
    stream().listener.accepted();
  }

  /// Lets time pass in quarters of a second, as the engine does.
  void pass(Duration time) {
    long end = nanos.get() + time.toNanos();
    while (nanos.get() < end) {
      nanos.set(Math.min(end, nanos.get() + 250_000_000L));
      engine.tick();
    }
  }

  /// Lets time pass while the caller's sound comes, silent or not.
  void passWithSound(Duration time, short loudness) {
    short[] frame = new short[320];
    java.util.Arrays.fill(frame, loudness);
    for (long ms = 0; ms < time.toMillis(); ms += 20) {
      session.audio(frame, 0, frame.length);
      nanos.addAndGet(20_000_000L);
      if (ms % 240 == 0) {
        engine.tick();
      }
    }
  }

  @Override
  public void close() {
    session.close();
    if (streams.count() > 0 && !stream().isCancelled) {
      stream().listener.completed();
    }
    engine.close();
  }
}
