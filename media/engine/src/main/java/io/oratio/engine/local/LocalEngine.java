package io.oratio.engine.local;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineSession;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.SpeechEngine;
import io.oratio.engine.local.answering.Answers;
import io.oratio.engine.local.answering.LexicalAnswers;
import io.oratio.engine.local.hearing.Heard;
import io.oratio.engine.local.hearing.Hearing;
import io.oratio.engine.local.speaking.MaryVoice;
import io.oratio.engine.local.speaking.Sentences;
import io.oratio.engine.local.speaking.SpokenSentences;
import io.oratio.engine.local.speaking.Voice;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine that needs nothing but this process: an offline recogniser, the agent's own answers,
/// an offline voice. It understands questions near those it was given and says honestly when it
/// does not.
///
/// The voice loads in the background from the moment the engine is made, the recogniser with
/// [#prepare] or, at the latest, with the first session. Sessions may be opened at once and begin
/// when the voice is there.
public final class LocalEngine implements SpeechEngine {
  private static final Logger LOG = LoggerFactory.getLogger(LocalEngine.class);
  // Ten seconds of frames: a lane that is further behind is lost anyway.
  private static final int MOST_STEPS = 500;

  private final LocalSettings settings;
  private final LongSupplier nanoClock;
  private final Function<EngineSetup, Answers> answers;
  private final ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor();
  private final ThreadPoolExecutor voiceThreads;
  private final ScheduledExecutorService timer;
  private final Hearing hearing;
  private final CompletableFuture<SpokenSentences> voice = new CompletableFuture<>();
  private final Set<LocalSession> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicLong droppedFrames = new AtomicLong();
  private final AtomicLong refusedSessions = new AtomicLong();
  private volatile boolean isClosed;

  /// The engine with its standard answers, on this machine's best recogniser.
  public LocalEngine(LocalSettings settings) {
    this(settings, LocalEngine::standardAnswers);
  }

  /// The engine with answers from outside, on this machine's best recogniser.
  ///
  /// @param answers makes the answers of a conversation; it is called for every conversation and
  ///   for every agent that is prepared, and must be quick
  public LocalEngine(LocalSettings settings, Function<EngineSetup, Answers> answers) {
    this(
        settings,
        System::nanoTime,
        answers,
        MaryVoice::new,
        Hearing.best(
            settings.recognisers(), settings.mostUtterancesWaiting(), settings.isNativeAllowed()));
  }

  /// Answers by likeness to the setup's own questions, for agents nobody else answers for.
  public static Answers standardAnswers(EngineSetup setup) {
    return new LexicalAnswers(setup.greeting(), setup.answers(), setup.tools());
  }

  /// @param nanoClock for reckoning what the caller still hears
  /// @param answers makes the answers of a conversation
  /// @param voiceMaker makes the voice; it is called on a thread that may wait
  /// @param hearing is closed with the engine
  public LocalEngine(
      LocalSettings settings,
      LongSupplier nanoClock,
      Function<EngineSetup, Answers> answers,
      Supplier<Voice> voiceMaker,
      Hearing hearing) {
    this.settings = settings;
    this.nanoClock = nanoClock;
    this.answers = answers;
    this.hearing = hearing;
    this.voiceThreads =
        new ThreadPoolExecutor(
            settings.synthesisers(),
            settings.synthesisers(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.mostSentencesWaiting()),
            Thread.ofPlatform().daemon().name("local-voice-", 0).factory());
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("local-timer").factory());
    voiceThreads.execute(() -> loadVoice(voiceMaker));
  }

  private void loadVoice(Supplier<Voice> maker) {
    try {
      voice.complete(
          new SpokenSentences(maker.get(), voiceThreads, settings.rememberedSpeechBytes()));
    } catch (RuntimeException | Error e) {
      // The root of a thread: every session that waits for the voice must learn of it.
      LOG.error("The local voice does not start; the local engine cannot speak", e);
      voice.completeExceptionally(e);
    }
  }

  @Override
  public String name() {
    return "local";
  }

  /// In one sentence, which recogniser and which voice are at work, for the operator.
  public String describe() {
    String said =
        voice.isDone() && !voice.isCompletedExceptionally()
            ? voice.join().voice().name()
            : "its voice is not loaded";
    return "offline engine (" + hearing.describe() + "; " + said + ")";
  }

  /// Makes ready what the first caller of an agent needs: its greeting and its words. Completes
  /// when that call would be taken without delay; fails when the engine cannot work.
  public CompletionStage<Void> prepare(EngineSetup setup) {
    Answers prepared = answers.apply(setup);
    return voice
        .thenCompose(ready -> spoken(ready, likely(Stream.of(setup.greeting())), setup))
        .thenCompose(_ -> hearing.prepare(prepared.questions(), prepared.states()));
  }

  /// Speaks the sentences an agent will likely say, one after the other, so that a call that comes
  /// meanwhile waits for one of them at the most. Completes when they can be said at once.
  public CompletionStage<Void> rehearse(EngineSetup setup) {
    Stream<String> texts =
        Stream.concat(
            answers.apply(setup).sayings().stream(),
            setup.answers().stream().map(EngineSetup.Answer::answer));
    return voice.thenCompose(ready -> spoken(ready, likely(texts), setup));
  }

  private Queue<String> likely(Stream<String> texts) {
    return texts
        .flatMap(it -> Sentences.of(it).stream().limit(2))
        .distinct()
        .limit(settings.mostSentencesWaiting() / 2)
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  private CompletionStage<Void> spoken(
      SpokenSentences ready, Queue<String> sentences, EngineSetup setup) {
    String next = sentences.poll();
    return next == null || isClosed
        ? CompletableFuture.completedFuture(null)
        : ready
            .say(next, setup.outputRateHz())
            .handle((_, _) -> 0)
            .thenComposeAsync(_ -> spoken(ready, sentences, setup));
  }

  @Override
  public EngineSession open(EngineSetup setup, Consumer<EngineEvent> listener) {
    LocalSession session =
        new LocalSession(this, setup, answers.apply(setup), new Lane(lanes, MOST_STEPS), listener);
    if (isClosed || sessions.size() >= settings.mostSessions()) {
      refusedSessions.incrementAndGet();
      session.begin(
          Optional.of(
              new EngineFailure(
                  EngineFailure.Kind.THROTTLED,
                  isClosed
                      ? "the local engine is closed"
                      : "the local engine has its most sessions, " + settings.mostSessions())));
      return session;
    }
    sessions.add(session);
    hearing.learn(session.answers().questions());
    voice.whenComplete(
        (_, failure) ->
            session.begin(
                Optional.ofNullable(failure)
                    .map(
                        it ->
                            new EngineFailure(
                                EngineFailure.Kind.BROKEN,
                                "the local voice does not start: " + it.getMessage()))));
    return session;
  }

  CompletionStage<short[]> speech(String sentence, int rateHz) {
    return voice.thenCompose(it -> it.say(sentence, rateHz));
  }

  CompletableFuture<Heard> recognise(Answers answers, short[] turn, int rateHz) {
    return hearing.recognise(answers.expected(), answers.questions(), turn, rateHz);
  }

  boolean believes(Heard heard) {
    return hearing.believes(heard);
  }

  LongSupplier nanoClock() {
    return nanoClock;
  }

  void later(long delayNanos, Runnable step) {
    if (!timer.isShutdown()) {
      timer.schedule(step, delayNanos, TimeUnit.NANOSECONDS);
    }
  }

  void countDroppedFrame() {
    droppedFrames.incrementAndGet();
  }

  void ended(LocalSession session) {
    sessions.remove(session);
  }

  /// Frames of sound dropped because a session was ten seconds behind.
  public long droppedFrames() {
    return droppedFrames.get();
  }

  /// Sessions refused because there were too many.
  public long refusedSessions() {
    return refusedSessions.get();
  }

  /// Utterances refused because too many waited for a recogniser.
  public long refusedUtterances() {
    return hearing.refused();
  }

  @Override
  public void close() {
    isClosed = true;
    sessions.forEach(LocalSession::close);
    lanes.close();
    timer.shutdownNow();
    voiceThreads.shutdownNow();
    hearing.close();
  }
}
