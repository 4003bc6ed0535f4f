package io.oratio.gateway.socket;

import io.netty.channel.EventLoop;
import io.oratio.media.path.Leg;
import io.oratio.media.path.Quality;
import io.oratio.media.pcm.FrameSink;
import io.oratio.media.pcm.Resampler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/// An application's sound: 16-bit little-endian mono, 16 kHz in and 24 kHz out. What comes in
/// faster than real time waits up to a limit; what does not come is silence.
public final class SocketLeg implements Leg {
  /// What the application sends.
  public static final int IN_HZ = 16_000;

  /// What the application hears.
  public static final int OUT_HZ = 24_000;

  private static final int FRAME = OUT_HZ / 50;
  private static final int WAITING_MAX = OUT_HZ * 30;

  private final EventLoop loop;
  private final Consumer<byte[]> out;
  private final short[] waiting = new short[WAITING_MAX];
  private final short[] frame = new short[FRAME];
  private final Resampler toLeg;
  private int first;
  private int count;
  private long framesIn;
  private long framesOut;
  private long samplesDropped;
  private boolean closed;
  private Caller caller = Nobody.INSTANCE;

  private enum Nobody implements Caller {
    INSTANCE;

    @Override
    public void heard(short[] samples, int count) {}

    @Override
    public void digit(char digit) {}
  }

  /// @param out takes each 20 ms of the agent's sound; must not block
  public SocketLeg(EventLoop loop, Consumer<byte[]> out) {
    this.loop = loop;
    this.out = out;
    this.toLeg = new Resampler(IN_HZ, new Waiting());
  }

  /// Takes sound from the application, from any thread. Returns at once.
  public void receive(ByteBuffer pcm) {
    short[] samples = new short[pcm.remaining() / 2];
    pcm.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    loop.execute(() -> toLeg.frame(samples, samples.length));
  }

  @Override
  public int rateHz() {
    return OUT_HZ;
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public void attach(Caller attached) {
    caller = attached;
  }

  @Override
  public void tick() {
    if (closed) {
      return;
    }
    int ready = Math.min(FRAME, count);
    for (int i = 0; i < ready; i++) {
      frame[i] = waiting[(first + i) % WAITING_MAX];
    }
    java.util.Arrays.fill(frame, ready, FRAME, (short) 0);
    first = (first + ready) % WAITING_MAX;
    count -= ready;
    framesIn += ready > 0 ? 1 : 0;
    caller.heard(frame, FRAME);
  }

  @Override
  public void send(short[] samples, int length) {
    if (closed) {
      return;
    }
    byte[] bytes = new byte[length * 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(samples, 0, length);
    framesOut++;
    out.accept(bytes);
  }

  @Override
  public Quality quality() {
    return new Quality(framesIn, 0, 0, 0, framesOut, 0, 0, 4.5);
  }

  /// Sound that came so much too fast that it was dropped, in samples at the leg's rate.
  public long samplesDropped() {
    return samplesDropped;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return "Socket(" + IN_HZ + "/" + OUT_HZ + ")";
  }

  /// The end of the way in: keeps the sound until its tick.
  private final class Waiting implements FrameSink {
    @Override
    public int rateHz() {
      return OUT_HZ;
    }

    @Override
    public void frame(short[] samples, int length) {
      for (int i = 0; i < length; i++) {
        if (count == WAITING_MAX) {
          samplesDropped++;
          continue;
        }
        waiting[(first + count) % WAITING_MAX] = samples[i];
        count++;
      }
    }

    @Override
    public String toString() {
      return "Waiting";
    }
  }
}
