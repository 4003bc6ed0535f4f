package io.oratio.simulator.server;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.oratio.simulator.report.EndedBy;
import io.oratio.simulator.report.Reports;
import io.oratio.simulator.report.SessionLedger;
import io.oratio.simulator.script.Fault;
import io.oratio.simulator.script.Script;
import io.oratio.simulator.session.Limits;
import io.oratio.simulator.session.LiveSession;
import io.oratio.simulator.session.Recordings;
import io.oratio.simulator.session.Setting;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Opens sessions, each on the event loop of its stream, and closes them all in the end.
public final class Sessions {
  /// Pitches of the synthetic voices: 50 of them, 20 Hz apart, neighbours in time far apart.
  private static final int PITCHES = 50;

  private static final int LOWEST_PITCH_HZ = 300;
  private static final int PITCH_STEP_HZ = 20;
  private static final int PITCH_STRIDE = 7;

  private final Limits limits;
  private final boolean strict;
  private final Optional<Path> audioFolder;
  private final Executor writer;
  private final Reports reports;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Supplier<String> ids;
  private final Recordings recordings = new Recordings();
  private final AtomicInteger opened = new AtomicInteger();
  private final Map<EventLoop, Pacer> pacers = new ConcurrentHashMap<>();

  public Sessions(
      Limits limits,
      boolean strict,
      Optional<Path> audioFolder,
      Executor writer,
      Reports reports,
      Clock clock,
      LongSupplier nanoTime,
      Supplier<String> ids) {
    this.limits = limits;
    this.strict = strict;
    this.audioFolder = audioFolder;
    this.writer = writer;
    this.reports = reports;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.ids = ids;
  }

  /// The clock of all sessions.
  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /// Opens a session on a stream; to be called on the stream's event loop.
  ///
  /// @param left is run once, when the session is over
  LiveSession open(
      Channel stream, String modelId, Script script, List<Fault> faults, Runnable left) {
    String id = ids.get();
    double toneHz = script.voice().toneHz().orElse(pitchHz(opened.getAndIncrement()));
    Setting setting =
        new Setting(
            id,
            modelId,
            script,
            faults,
            limits,
            strict,
            toneHz,
            recordings,
            ids,
            audioFolder,
            writer);
    long now = nanoTime.getAsLong();
    LiveSession session =
        new LiveSession(
            setting,
            ledger(id, modelId, now, toneHz, faults),
            new StreamOutlet(stream, id),
            report -> {
              left.run();
              reports.add(report);
            },
            now);
    pacers.computeIfAbsent(stream.eventLoop(), loop -> new Pacer(loop, nanoTime)).add(session);
    return session;
  }

  /// Notes a request that was turned away.
  void rejected(String modelId, List<Fault> faults, Rejection why) {
    long now = nanoTime.getAsLong();
    SessionLedger ledger = ledger(ids.get(), modelId, now, 0, faults);
    ledger.eventOut(why.type());
    reports.add(ledger.close(EndedBy.REFUSED, now));
  }

  /// Ends all sessions, each on its own loop.
  public void close() {
    pacers.forEach(
        (loop, pacer) ->
            loop.execute(
                () ->
                    pacer
                        .sessions()
                        .forEach(
                            session -> session.broken(EndedBy.SHUTDOWN, nanoTime.getAsLong()))));
  }

  private SessionLedger ledger(
      String id, String modelId, long now, double toneHz, List<Fault> faults) {
    return new SessionLedger(
        id, modelId, clock.instant(), now, toneHz, faults.stream().map(Fault::toString).toList());
  }

  private static double pitchHz(int number) {
    return LOWEST_PITCH_HZ + PITCH_STEP_HZ * (number * PITCH_STRIDE % PITCHES);
  }
}
