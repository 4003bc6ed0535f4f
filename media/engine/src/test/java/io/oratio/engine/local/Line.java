package io.oratio.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.Speaker;
import io.oratio.media.codec.Codecs;
import io.oratio.media.pcm.Resampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// A caller's end of a line: feeds sound in 20 ms frames as fast as it is taken, on a clock of its
/// own that runs by the frames, and collects what the engine reports.
final class Line {
  private static final long PATIENCE_SECONDS = 60;
  private static final int FRAMES_AHEAD = 50;

  private final EngineSetup setup;
  private final EngineSession session;
  private final List<EngineEvent> events = new ArrayList<>();
  private final Clock clock;
  private final Random random = new Random(1);
  private int noise;
  private int frames;

  /// Time that passes by the frames of a line.
  static final class Clock implements LongSupplier {
    private volatile long nanos = 1;

    @Override
    public long getAsLong() {
      return nanos;
    }

    void pass(long millis) {
      nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
  }

  Line(LocalEngine engine, EngineSetup setup, Clock clock) {
    this.setup = setup;
    this.clock = clock;
    this.session = engine.open(setup, this::event);
  }

  private void event(EngineEvent event) {
    synchronized (events) {
      events.add(event);
      events.notifyAll();
    }
  }

  EngineSession session() {
    return session;
  }

  /// Adds noise of this amplitude to whatever the caller does.
  void noise(int amplitude) {
    noise = amplitude;
  }

  /// Plays sound of 16 kHz into the line.
  void play(short[] sound16k) {
    short[] resampled = Resampler.resample(sound16k, 16000, setup.inputRateHz());
    boolean isTelephone = setup.inputRateHz() == 8000;
    short[] frame = new short[setup.inputRateHz() / 50];
    for (int at = 0; at < resampled.length; at += frame.length) {
      for (int i = 0; i < frame.length; i++) {
        double sample = at + i < resampled.length ? resampled[at + i] : 0;
        sample += noise == 0 ? 0 : random.nextGaussian() * noise;
        short plain = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
        frame[i] = plain;
      }
      if (isTelephone) {
        throughMuLaw(frame);
      }
      session.audio(frame, 0, frame.length);
      clock.pass(20);
      if (++frames % FRAMES_AHEAD == 0) {
        awaitHeard();
      }
    }
    awaitHeard();
  }

  // What is left of a sound after the telephone's own coding.
  private static void throughMuLaw(short[] frame) {
    byte[] coded = new byte[frame.length];
    Codecs.PCMU.encoder().encode(frame, 0, frame.length, coded, 0);
    Codecs.PCMU.decoder().decode(coded, 0, coded.length, frame, 0);
  }

  // A real caller is never ahead of the engine by more than the line holds.
  private void awaitHeard() {
    CountDownLatch heard = new CountDownLatch(1);
    ((LocalSession) session).afterwards(heard::countDown);
    try {
      assertThat(heard.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void silence(int millis) {
    play(new short[16 * millis]);
  }

  /// Waits until something is reported that the probe finds in all that was.
  <T> T await(Function<List<EngineEvent>, Optional<T>> probe, String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (events) {
      while (true) {
        Optional<T> found = probe.apply(List.copyOf(events));
        if (found.isPresent()) {
          return found.get();
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        assertThat(left).as("waited too long for %s; so far %s", what, words()).isPositive();
        try {
          events.wait(left);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  /// Waits for the n-th (from 1) final transcript of a speaker and returns its words.
  String awaitWords(Speaker speaker, int n) {
    return await(
        all -> {
          List<String> words = finals(all, speaker);
          return words.size() >= n ? Optional.of(words.get(n - 1)) : Optional.empty();
        },
        "the words of the " + speaker);
  }

  /// Waits for the n-th (from 1) event of a kind.
  <E extends EngineEvent> E awaitEvent(Class<E> kind, int n) {
    return await(
        all -> all.stream().filter(kind::isInstance).map(kind::cast).skip(n - 1L).findFirst(),
        "the " + kind.getSimpleName());
  }

  List<String> words(Speaker speaker) {
    return finals(all(), speaker);
  }

  private static List<String> finals(List<EngineEvent> all, Speaker speaker) {
    return all.stream()
        .filter(EngineEvent.Transcript.class::isInstance)
        .map(EngineEvent.Transcript.class::cast)
        .filter(it -> it.speaker() == speaker && it.stage() == EngineEvent.Stage.FINAL)
        .map(EngineEvent.Transcript::words)
        .toList();
  }

  /// Waits until the agent has said its n-th thing, and lets the time pass in which it is heard.
  String hearOut(int n) {
    String words = awaitWords(Speaker.AGENT, n);
    long samples = samples(all());
    silence((int) (samples * 1000 / setup.outputRateHz()) + 300);
    return words;
  }

  private static long samples(List<EngineEvent> all) {
    return all.stream()
        .filter(EngineEvent.AudioOut.class::isInstance)
        .mapToLong(it -> ((EngineEvent.AudioOut) it).samples().length)
        .sum();
  }

  List<EngineEvent> all() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  private String words() {
    return all().stream().filter(it -> !(it instanceof EngineEvent.AudioOut)).toList().toString();
  }
}
