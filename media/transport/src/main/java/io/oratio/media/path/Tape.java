package io.oratio.media.path;

import io.oratio.media.pcm.FrameSink;
import io.oratio.media.record.StereoRecorder;

/// The two places where a recording listens in: on what the caller says and on what the caller
/// hears. A slot passes the left one first, then the right one, which writes both.
final class Tape {
  private final StereoRecorder recorder;
  private final short[] left;
  private int leftCount;

  /// A tape for frames of `frameSamples`.
  Tape(StereoRecorder recorder, int frameSamples) {
    this.recorder = recorder;
    this.left = new short[frameSamples];
  }

  FrameSink left(FrameSink next) {
    return new Left(next);
  }

  FrameSink right(FrameSink next) {
    return new Right(next);
  }

  private final class Left implements FrameSink {
    private final FrameSink next;

    Left(FrameSink next) {
      this.next = next;
    }

    @Override
    public int rateHz() {
      return next.rateHz();
    }

    @Override
    public void frame(short[] samples, int count) {
      leftCount = Math.min(count, left.length);
      System.arraycopy(samples, 0, left, 0, leftCount);
      next.frame(samples, count);
    }

    @Override
    public String toString() {
      return "Record(left) -> " + next;
    }
  }

  private final class Right implements FrameSink {
    private final FrameSink next;

    Right(FrameSink next) {
      this.next = next;
    }

    @Override
    public int rateHz() {
      return next.rateHz();
    }

    @Override
    public void frame(short[] samples, int count) {
      for (int i = leftCount; i < left.length; i++) {
        left[i] = 0;
      }
      leftCount = 0;
      recorder.frame(left, samples, Math.min(count, left.length));
      next.frame(samples, count);
    }

    @Override
    public String toString() {
      return "Record(right) -> " + next;
    }
  }
}
