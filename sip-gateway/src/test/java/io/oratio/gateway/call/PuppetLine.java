package io.oratio.gateway.call;

import io.netty.channel.EventLoop;
import io.oratio.media.path.Leg;
import io.oratio.media.path.Quality;
import io.oratio.media.pcm.Tones;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A caller that does only what a test tells it to, and remembers what was done to it.
class PuppetLine implements Line {
  final BlockingQueue<String> deeds = new LinkedBlockingQueue<>();
  final PuppetLeg leg;
  private final List<LineEvent> before = new ArrayList<>();
  private Consumer<LineEvent> listener = before::add;

  PuppetLine(EventLoop loop) {
    this.leg = new PuppetLeg(loop);
  }

  void tell(LineEvent event) {
    listener.accept(event);
  }

  /// Waits for the next thing done to the caller.
  String next() throws InterruptedException {
    String deed = deeds.poll(15, TimeUnit.SECONDS);
    return deed == null ? "nothing within 15 s" : deed;
  }

  @Override
  public void listen(Consumer<LineEvent> heard) {
    listener = heard;
    before.forEach(heard);
  }

  @Override
  public void dial() {
    deeds.add("dial");
  }

  @Override
  public boolean sendDigits(String digits) {
    deeds.add("press " + digits);
    return true;
  }

  @Override
  public void ringing() {
    deeds.add("ringing");
  }

  @Override
  public void answer() {
    deeds.add("answer");
    tell(new LineEvent.MediaReady());
  }

  @Override
  public Leg leg() {
    return leg;
  }

  @Override
  public void refuse(Termination why) {
    deeds.add("refuse " + why.refusalStatus() + " " + why);
  }

  @Override
  public void hangUp(Termination why) {
    deeds.add("hang up " + why);
  }

  @Override
  public void transfer(String targetUri) {
    deeds.add("transfer " + targetUri);
  }

  /// Sound that is silence one way and counted the other way.
  static final class PuppetLeg implements Leg {
    private final EventLoop loop;
    private final short[] silence = new short[160];
    private final short[] hum = Tones.sine(300, 8000, 160, 8_000);
    volatile boolean isHumming;
    final AtomicLong loudFrames = new AtomicLong();
    volatile boolean closed;
    private volatile Caller caller;

    private PuppetLeg(EventLoop loop) {
      this.loop = loop;
    }

    void press(char digit) {
      loop.execute(() -> caller.digit(digit));
    }

    @Override
    public int rateHz() {
      return 8000;
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
      caller.heard(isHumming ? hum : silence, silence.length);
    }

    @Override
    public void send(short[] samples, int count) {
      for (int i = 0; i < count; i++) {
        if (Math.abs(samples[i]) > 500) {
          loudFrames.incrementAndGet();
          return;
        }
      }
    }

    @Override
    public Quality quality() {
      return new Quality(1, 0, 0, 0, 1, 0, 0, 4.4);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
