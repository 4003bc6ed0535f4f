package io.oratio.media.path;

import io.oratio.media.pcm.FrameSink;
import io.oratio.media.pcm.Resampler;

/// Where the caller's sound leaves the path: to the engine of the moment, at that engine's rate. An
/// engine may come late or be replaced while the call goes on.
final class EngineDoor implements FrameSink {
  private static final String NOBODY = "Nobody";

  private final int rateHz;
  private FrameSink next;
  // The loop's own field is not for other threads to print.
  private volatile String chain = NOBODY;

  EngineDoor(int rateHz) {
    this.rateHz = rateHz;
    this.next = new Nobody(rateHz);
  }

  /// From the next frame on this engine hears the caller; on the event loop.
  void open(FrameSink engine) {
    next = engine.rateHz() == rateHz ? engine : new Resampler(rateHz, engine);
    chain = next.toString();
  }

  @Override
  public int rateHz() {
    return rateHz;
  }

  @Override
  public void frame(short[] samples, int count) {
    next.frame(samples, count);
  }

  @Override
  public String toString() {
    return chain;
  }

  private record Nobody(int rateHz) implements FrameSink {
    @Override
    public void frame(short[] samples, int count) {
      // Nobody listens yet; the recording, if any, has it.
    }

    @Override
    public String toString() {
      return NOBODY;
    }
  }
}
