package io.oratio.simulator.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.oratio.simulator.session.LiveSession;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Gives all sessions of one event loop their tick: one timer, not one for each. It rests while
/// there is no session.
final class Pacer {
  private static final long TICK_MS = 10;

  private final EventLoop loop;
  private final LongSupplier nanoTime;
  private final Set<LiveSession> sessions = new LinkedHashSet<>();
  private @Nullable Future<?> timer;

  Pacer(EventLoop loop, LongSupplier nanoTime) {
    this.loop = loop;
    this.nanoTime = nanoTime;
  }

  void add(LiveSession session) {
    sessions.add(session);
    if (timer == null) {
      timer = loop.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }
  }

  List<LiveSession> sessions() {
    return List.copyOf(sessions);
  }

  private void tick() {
    long now = nanoTime.getAsLong();
    for (LiveSession session : new ArrayList<>(sessions)) {
      session.tick(now);
    }
    sessions.removeIf(LiveSession::isOver);
    if (sessions.isEmpty() && timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
