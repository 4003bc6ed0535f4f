package io.oratio.engine;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Gives a session a frame every 20 ms as a phone call does: what the caller says, else silence.
/// The array is overwritten after each frame, so an engine that keeps it hears nonsense.
public final class LiveCaller implements AutoCloseable {
  private static final int FRAME_MS = 20;

  private final EngineSession session;
  private final short[] frame;
  private final Queue<short[]> toSay = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live-caller").factory());
  private short[] saying = {};
  private int said;

  public LiveCaller(EngineSession session, int rateHz) {
    this.session = session;
    this.frame = new short[rateHz * FRAME_MS / 1000];
    clock.scheduleAtFixedRate(this::speakFrame, 0, FRAME_MS, TimeUnit.MILLISECONDS);
  }

  /// Says this when what was to be said before is over.
  public void say(short[] samples) {
    toSay.add(samples.clone());
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void speakFrame() {
    for (int i = 0; i < frame.length; i++) {
      frame[i] = next();
    }
    session.audio(frame, 0, frame.length);
    Arrays.fill(frame, (short) 0x5555);
  }

  private short next() {
    if (said == saying.length) {
      short[] following = toSay.poll();
      if (following == null) {
        return 0;
      }
      saying = following;
      said = 0;
    }
    return saying.length == 0 ? 0 : saying[said++];
  }
}
