package io.oratio.media.path;

import io.netty.channel.EventLoop;
import io.oratio.media.pcm.FrameSink;
import io.oratio.media.pcm.Resampler;
import io.oratio.media.record.StereoRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// One call's sound, both ways, between a [Leg] and a speech engine:
///
/// ```
///   leg -> Vad -> Record(left) -> Resample -> engine
///   speak() -> Playout -> Resample -> Record(right) -> leg
/// ```
///
/// In each slot of 20 ms the leg hands over what the caller said and is handed what the caller is
/// to hear; the recording gets both in the same moment. All of it runs on the leg's event loop;
/// every public method may be called from any thread and returns at once.
public final class MediaPath {
  private static final int FRAMES_A_SECOND = 50;
  private static final int WATCH_EVERY_FRAMES = 10;

  private final Leg leg;
  private final EventLoop loop;
  private final Optional<StereoRecorder> recorder;
  private final PathListener listener;
  private final LongSupplier nanoTime;
  private final EngineDoor engineDoor;
  private final FrameSink heard;
  private final Playout playout;
  private final Optional<Resampler> toLegRate;
  private final int engineOutputHz;
  private final long queuedSamplesMax;
  private final SilenceWatch silenceWatch;
  private final PathCounting counting = new PathCounting();
  private final AtomicLong queuedSamples = new AtomicLong();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  // Of the event loop.
  private Pacer.Registration registration = () -> {};
  private boolean isOver;
  private boolean isSpeechAwaited;
  private long speechCameNanos;

  private MediaPath(
      Leg leg,
      PathSettings settings,
      Optional<StereoRecorder> recorder,
      PathListener listener,
      LongSupplier nanoTime) {
    this.leg = leg;
    this.loop = leg.loop();
    this.recorder = recorder;
    this.listener = listener;
    this.nanoTime = nanoTime;
    this.engineOutputHz = settings.engineOutputHz();
    this.queuedSamplesMax = settings.maxQueued().toMillis() * engineOutputHz / 1000;
    this.silenceWatch = new SilenceWatch(settings.nothingHeardAfter());
    // Both chains, wired last to first.
    Optional<Tape> tape =
        recorder.map(recording -> new Tape(recording, leg.rateHz() / FRAMES_A_SECOND));
    this.engineDoor = new EngineDoor(leg.rateHz());
    FrameSink keepLeft = tape.<FrameSink>map(t -> t.left(engineDoor)).orElse(engineDoor);
    this.heard = new Listening(keepLeft, listener);
    FrameSink toLeg = new ToLeg(leg);
    FrameSink right = tape.map(t -> t.right(toLeg)).orElse(toLeg);
    this.toLegRate =
        engineOutputHz == leg.rateHz()
            ? Optional.empty()
            : Optional.of(new Resampler(engineOutputHz, right));
    this.playout =
        new Playout(
            toLegRate.<FrameSink>map(resampler -> resampler).orElse(right),
            right,
            listener::played,
            left -> queuedSamples.addAndGet(-left));
  }

  /// Begins a path: from the next slot on it ticks, hears and sends.
  public static MediaPath open(
      Leg leg,
      Pacer pacer,
      PathSettings settings,
      Optional<StereoRecorder> recorder,
      PathListener listener) {
    return open(leg, pacer, settings, recorder, listener, System::nanoTime);
  }

  /// The same on a clock of the caller's.
  ///
  /// @throws IllegalArgumentException when the recording has another rate than the leg
  public static MediaPath open(
      Leg leg,
      Pacer pacer,
      PathSettings settings,
      Optional<StereoRecorder> recorder,
      PathListener listener,
      LongSupplier nanoTime) {
    recorder.ifPresent(
        recording -> {
          if (recording.rateHz() != leg.rateHz()) {
            throw new IllegalArgumentException(
                "a leg at " + leg.rateHz() + " Hz cannot fill " + recording);
          }
        });
    MediaPath path = new MediaPath(leg, settings, recorder, listener, nanoTime);
    path.onLoop(() -> path.begin(pacer));
    return path;
  }

  /// From the next frame on the engine hears the caller, at the engine's rate, silence included.
  public void toEngine(FrameSink engine) {
    onLoop(() -> engineDoor.open(engine));
  }

  /// Speech to be played after what waits already, at the rate of the settings. The array is kept:
  /// the caller must not change it. Beyond the settings' limit it is dropped and counted.
  public void speak(String contentId, short[] samples) {
    if (queuedSamples.addAndGet(samples.length) > queuedSamplesMax) {
      queuedSamples.addAndGet(-samples.length);
      counting.dropped(samples.length);
      return;
    }
    long now = nanoTime.getAsLong();
    onLoop(() -> add(contentId, samples, now));
  }

  /// No more will come of this stretch of speech: when its last sample has left, the listener is
  /// told.
  public void speechEnded(String contentId) {
    onLoop(() -> playout.end(contentId));
  }

  /// Stops speaking at once: the next frame is silence.
  ///
  /// @return completed on the event loop with what was really played of each stretch that had not
  ///   been told as played, to the sample; exceptionally if the event loop has been stopped
  public CompletionStage<List<Playback>> flush() {
    CompletableFuture<List<Playback>> played = new CompletableFuture<>();
    try {
      loop.execute(() -> played.complete(stopSpeaking()));
    } catch (RejectedExecutionException e) {
      played.completeExceptionally(e);
    }
    return played;
  }

  /// How much sound has passed: the position in the recording.
  public Duration offset() {
    return Pacer.SLOT.multipliedBy(counting.ticks());
  }

  /// What was done so far.
  public PathStats stats() {
    return counting.read(leg);
  }

  /// Adds this path's delays to sums over many paths; by the thread that owns the sums.
  public void addDelaysTo(DelayHistogram heard, DelayHistogram spoken) {
    leg.addHeardDelayTo(heard);
    counting.addSpokenDelayTo(spoken);
  }

  /// Ends the path: the leg is closed and the recording made whole.
  ///
  /// @return completed when both are done
  public CompletionStage<Void> close() {
    if (closing.compareAndSet(false, true)) {
      try {
        loop.execute(this::end);
      } catch (RejectedExecutionException _) {
        // The event loop has been stopped, and with it every tick: nobody else is in the way.
        end();
      }
    }
    return closed;
  }

  private void begin(Pacer pacer) {
    if (isOver) {
      return;
    }
    leg.attach(new Ear());
    registration = pacer.add(loop, this::tick);
  }

  private void tick() {
    leg.tick();
    int spoken = play();
    counting.ticked(spoken > 0);
    if (counting.ticks() % WATCH_EVERY_FRAMES == 0) {
      watch();
    }
  }

  private int play() {
    if (!leg.takesSound()) {
      playout.pause();
      return 0;
    }
    int spoken = playout.play();
    playout.sentAllBut(unsentSamples());
    if (isSpeechAwaited && spoken > 0) {
      isSpeechAwaited = false;
      counting.spokenAfter(nanoTime.getAsLong() - speechCameNanos);
    }
    return spoken;
  }

  private void watch() {
    counting.underruns(playout.underruns(), playout.underrunSamples());
    Duration silence = silenceWatch.look(leg.arrivals(), leg.expectsSound(), nanoTime.getAsLong());
    if (!silence.isZero()) {
      listener.nothingHeard(silence);
    }
  }

  private void add(String contentId, short[] samples, long cameNanos) {
    if (isOver) {
      return;
    }
    if (!isSpeechAwaited && !playout.hasSpeech()) {
      isSpeechAwaited = true;
      speechCameNanos = cameNanos;
    }
    playout.add(contentId, samples);
  }

  private List<Playback> stopSpeaking() {
    playout.sentAllBut(unsentSamples());
    List<Playback> played = playout.flush();
    leg.silenceUnsent();
    toLegRate.ifPresent(Resampler::reset);
    isSpeechAwaited = false;
    return played;
  }

  /// What has been played but not sent, at the engine's rate: in the resampler and in a packet that
  /// is not full.
  private long unsentSamples() {
    int atLegRate = leg.unsentSamples() + toLegRate.map(Resampler::delaySamples).orElse(0);
    return (long) atLegRate * engineOutputHz / leg.rateHz();
  }

  private void end() {
    isOver = true;
    registration.cancel();
    playout.flush();
    leg.close();
    if (recorder.isEmpty()) {
      closed.complete(null);
      return;
    }
    recorder.get().close().thenRun(() -> closed.complete(null));
  }

  private void onLoop(Runnable deed) {
    try {
      loop.execute(deed);
    } catch (RejectedExecutionException _) {
      // The process is stopping and the event loop is gone: there is nobody left to hear it.
      closing.set(true);
    }
  }

  @Override
  public String toString() {
    return leg + " -> " + heard + "\n" + playout;
  }

  private final class Ear implements Leg.Caller {
    @Override
    public void heard(short[] samples, int count) {
      heard.frame(samples, count);
    }

    @Override
    public void digit(char digit) {
      listener.digit(digit);
    }
  }

  private record ToLeg(Leg leg) implements FrameSink {
    @Override
    public int rateHz() {
      return leg.rateHz();
    }

    @Override
    public void frame(short[] samples, int count) {
      leg.send(samples, count);
    }

    @Override
    public String toString() {
      return leg.sendingChain();
    }
  }
}
