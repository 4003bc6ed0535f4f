package io.oratio.engine.nova;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.Speaker;

/// Who has the floor: whether this is a moment in which nobody speaks, nobody is about to, and
/// nothing is owed. Its owner keeps it to one thread at a time.
final class Floor {
  /// Longer than the longest pause after which the model takes its turn (2 s).
  private static final long QUIET_NANOS = 2_500_000_000L;

  /// Root mean square from which the caller's sound may be speech: about -36 dBFS.
  private static final int LOUD = 500;

  private final int outputRateHz;
  private boolean isAnswerOwed;
  private long playedUntilNanos;
  private long loudNanos;

  Floor(int outputRateHz, long nowNanos) {
    this.outputRateHz = outputRateHz;
    this.playedUntilNanos = nowNanos;
    this.loudNanos = nowNanos;
  }

  /// The caller said something, or we did in the caller's place.
  void answerOwed() {
    isAnswerOwed = true;
  }

  boolean isAnswerOwed() {
    return isAnswerOwed;
  }

  void on(EngineEvent event, long nowNanos) {
    switch (event) {
      case EngineEvent.AudioOut audio -> {
        isAnswerOwed = false;
        long begin = Math.max(playedUntilNanos, nowNanos);
        playedUntilNanos = begin + audio.samples().length * 1_000_000_000L / outputRateHz;
      }
      case EngineEvent.Interrupted _ -> playedUntilNanos = nowNanos;
      case EngineEvent.Transcript words -> {
        if (words.speaker() == Speaker.AGENT) {
          isAnswerOwed = false;
        } else if (words.stage() == Stage.FINAL) {
          isAnswerOwed = true;
        }
      }
      case EngineEvent.Opened _,
          EngineEvent.SpeechEnd _,
          EngineEvent.ToolUse _,
          EngineEvent.Usage _,
          EngineEvent.Ended _,
          EngineEvent.Failed _ -> {
        // These say nothing about who speaks.
      }
    }
  }

  void callerSound(short[] samples, int offset, int count, long nowNanos) {
    long energy = 0;
    for (int i = offset; i < offset + count; i++) {
      energy += (long) samples[i] * samples[i];
    }
    if (energy > (long) LOUD * LOUD * count) {
      loudNanos = nowNanos;
    }
  }

  /// Whether what the agent said is still being played, as far as its length tells.
  boolean isPlaying(long nowNanos) {
    return nowNanos - playedUntilNanos < 0;
  }

  boolean isQuiet(long nowNanos) {
    return !isAnswerOwed && !isPlaying(nowNanos) && nowNanos - loudNanos >= QUIET_NANOS;
  }
}
