package io.oratio.media.path;

import io.oratio.media.pcm.FrameSink;
import io.oratio.media.pcm.Pcm;
import io.oratio.media.pcm.Tones;
import java.time.Duration;
import java.util.Arrays;

/// An engine that only listens: keeps what it hears and judges it by its tone. Any thread may ask.
public final class ToneListener implements FrameSink {
  private final int rateHz;
  private short[] heard = new short[0];
  private int count;

  /// A listener at this rate.
  public ToneListener(int rateHz) {
    this.rateHz = rateHz;
  }

  @Override
  public int rateHz() {
    return rateHz;
  }

  @Override
  public synchronized void frame(short[] samples, int length) {
    if (count + length > heard.length) {
      heard = Arrays.copyOf(heard, Math.max(rateHz, 2 * (count + length)));
    }
    System.arraycopy(samples, 0, heard, count, length);
    count += length;
    notifyAll();
  }

  /// All it has heard so far.
  public synchronized short[] heard() {
    return Arrays.copyOf(heard, count);
  }

  /// Waits until it has heard so much from now on, and returns just that.
  ///
  /// @throws AssertionError when it takes ten seconds longer than the sound
  public synchronized short[] next(Duration sound) {
    int from = count;
    int wanted = (int) (sound.toMillis() * rateHz / 1000);
    long end = System.nanoTime() + sound.plusSeconds(10).toNanos();
    while (count - from < wanted) {
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        throw new AssertionError("heard only " + (count - from) + " of " + wanted + " samples");
      }
      try {
        wait(leftMs);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return Arrays.copyOfRange(heard, from, from + wanted);
  }

  /// Waits until a tenth of a second of this tone has been heard, purer than nine parts in ten.
  ///
  /// @throws AssertionError when it does not come within ten seconds
  public void awaitTone(double hz) {
    awaitTone(hz, Duration.ofSeconds(10));
  }

  /// The same, waiting for so long at most.
  public void awaitTone(double hz, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      short[] piece = next(Duration.ofMillis(100));
      if (isTone(piece, hz)) {
        return;
      }
    }
    throw new AssertionError("no tone of " + hz + " Hz was heard");
  }

  /// Whether at least a tenth of a second of this tone has been heard so far.
  public boolean hasHeardTone(double hz) {
    short[] all = heard();
    int piece = rateHz / 10;
    for (int at = 0; at + piece <= all.length; at += piece / 2) {
      if (isTone(Arrays.copyOfRange(all, at, at + piece), hz)) {
        return true;
      }
    }
    return false;
  }

  /// Waits until a tenth of a second of silence has been heard.
  public void awaitSilence() {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < end) {
      short[] piece = next(Duration.ofMillis(100));
      if (isSilent(piece)) {
        return;
      }
    }
    throw new AssertionError("it was never silent");
  }

  /// Whether these samples are this tone, loud enough to be meant.
  public boolean isTone(short[] samples, double hz) {
    return Pcm.levelDbov(samples, 0, samples.length) > -40
        && Tones.share(samples, 0, samples.length, rateHz, hz) > 0.9;
  }

  /// Whether nothing is to be heard in them.
  public static boolean isSilent(short[] samples) {
    return Pcm.levelDbov(samples, 0, samples.length) < -60;
  }

  @Override
  public String toString() {
    return "Listener";
  }
}
