package io.oratio.engine.nova;

import io.oratio.engine.EngineFailure;
import io.oratio.engine.EngineFailure.Kind;
import io.oratio.engine.EngineSetup;
import io.oratio.engine.EngineSetup.Said;
import io.oratio.engine.Speaker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// One stream from its first event to its last: says everything in the order that the protocol
/// demands, and watches that the service answers in time.
///
/// The order is kept by one lock, under which nothing waits: a block of text or a tool's result is
/// queued whole, so no sound ever falls into it.
///
/// ```text
/// sessionStart promptStart [SYSTEM text] [USER text, ASSISTANT text]… audio contentStart [USER text]
///   audioInput… with USER texts and tool results between
/// audio contentEnd, promptEnd, sessionEnd
/// ```
final class NovaConnection implements NovaStream.Listener {
  private static final int MALFORMED_MAX = 100;
  private static final long SILENCE_EVERY_NANOS = 1_000_000_000L;
  private static final short[] SILENCE = new short[24_000 * 60 / 1000];

  private final NovaSettings settings;
  private final EngineSetup setup;
  private final NovaModel model;
  private final NovaCounters counters;
  private final LongSupplier nanoClock;
  private final Supplier<String> names;
  private final Owner owner;
  private final InputEvents events;
  private final AudioFramer framer;
  private final String audioName;
  private final PendingTools tools = new PendingTools();
  private final ArrayDeque<byte[]> gatedAudio = new ArrayDeque<>();
  private final AnswerWatch watch;
  private final AtomicBoolean isOver = new AtomicBoolean();

  private NovaStream stream = NOWHERE;
  private Stage stage = Stage.NEW;
  private boolean isAccepted;
  private boolean isAudioOpen;
  private long openedNanos;
  private long stageSinceNanos;
  private long lastSoundNanos;
  private int malformed;

  NovaConnection(
      NovaSettings settings,
      EngineSetup setup,
      NovaCounters counters,
      LongSupplier nanoClock,
      Supplier<String> names,
      Owner owner) {
    this.settings = settings;
    this.setup = setup;
    this.model = new NovaModel(setup.model().orElse(settings.modelId()));
    this.counters = counters;
    this.nanoClock = nanoClock;
    this.names = names;
    this.owner = owner;
    this.events = new InputEvents(names.get());
    this.audioName = names.get();
    int eventSamples = (int) (setup.inputRateHz() * settings.wire().audioEvent().toMillis() / 1000);
    this.framer = new AudioFramer(events.promptName(), audioName, eventSamples);
    this.watch = new AnswerWatch(settings.patience().answer().toNanos());
  }

  /// Opens the stream and says who the agent is. The conversation itself begins with [#begin].
  void open(NovaStreams streams) {
    synchronized (this) {
      stage = Stage.OPENING;
      stageSinceNanos = nanoClock.getAsLong();
      openedNanos = stageSinceNanos;
      lastSoundNanos = stageSinceNanos;
      stream = streams.open(model.id(), this);
      Optional<String> sensitivity =
          model.takesTextAndTuning()
              ? setup.endpointingSensitivity().or(settings::endpointingSensitivity)
              : Optional.empty();
      send(InputEvents.sessionStart(settings.sampling(), sensitivity));
      send(
          events.promptStart(
              setup.voice().orElse(settings.voice()), setup.outputRateHz(), setup.tools()));
      String prompt = Wording.prompt(setup, model);
      if (!prompt.isBlank()) {
        sendText("SYSTEM", false, prompt);
      }
    }
  }

  /// Tells the past and opens the caller's sound.
  void begin(List<Said> past) {
    synchronized (this) {
      if (stage == Stage.CLOSING || isAudioOpen) {
        return;
      }
      History history = History.of(past);
      if (history.isTrimmed()) {
        counters.count(NovaCounter.HISTORY_TRIMMED);
      }
      for (Said said : history.told()) {
        sendText(said.speaker() == Speaker.CALLER ? "USER" : "ASSISTANT", false, said.words());
      }
      send(events.audioStart(audioName, setup.inputRateHz()));
      isAudioOpen = true;
      lastSoundNanos = nanoClock.getAsLong();
    }
  }

  void audio(short[] samples, int offset, int count) {
    synchronized (this) {
      if (isAudioOpen) {
        lastSoundNanos = nanoClock.getAsLong();
        framer.add(samples, offset, count, this::sendAudio);
      }
    }
  }

  /// Text that the model answers as if it had been said. False where the model takes only sound.
  boolean text(String words) {
    if (!model.takesTextAndTuning()) {
      counters.count(NovaCounter.TEXT_UNSUPPORTED);
      return false;
    }
    synchronized (this) {
      if (isAudioOpen && !words.isBlank()) {
        sendText("USER", true, words);
        watch.expect(nanoClock.getAsLong());
      }
    }
    return true;
  }

  void toolResult(String toolUseId, String json) {
    synchronized (this) {
      if (!tools.answered(toolUseId)) {
        counters.count(NovaCounter.TOOL_RESULTS_IGNORED);
        return;
      }
      if (!Json.isObject(json)) {
        counters.count(NovaCounter.TOOL_RESULTS_WRAPPED);
      }
      sendToolResult(toolUseId, Json.object(json, "result"));
      watch.expect(nanoClock.getAsLong());
    }
  }

  /// Ends the conversation in good order.
  void close() {
    synchronized (this) {
      if (stage == Stage.CLOSING || isOver.get()) {
        return;
      }
      for (String unanswered : tools.takeAll()) {
        counters.count(NovaCounter.TOOLS_UNANSWERED);
        sendToolResult(unanswered, "{\"error\":\"the conversation is over\"}");
      }
      if (isAudioOpen) {
        framer.flush(this::sendAudio);
        send(events.contentEnd(audioName));
        isAudioOpen = false;
      }
      send(events.promptEnd());
      send(InputEvents.sessionEnd());
      stream.complete();
      stage = Stage.CLOSING;
      stageSinceNanos = nanoClock.getAsLong();
    }
  }

  /// Breaks off without a word; the owner hears nothing more.
  void abandon() {
    if (isOver.compareAndSet(false, true)) {
      stream().cancel();
    }
  }

  /// Lets time pass: called some times a second by the engine's ticking thread.
  void tick() {
    long now = nanoClock.getAsLong();
    Optional<EngineFailure> late;
    boolean isClosedByForce;
    synchronized (this) {
      if (isOver.get()) {
        return;
      }
      isClosedByForce =
          stage == Stage.CLOSING && isPast(now, stageSinceNanos, settings.patience().close());
      late = isClosedByForce ? Optional.empty() : late(now);
      if (late.isEmpty() && !isClosedByForce) {
        answerOverdueTools(now);
        feedSilence(now);
      }
    }
    if (isClosedByForce) {
      over(Optional.empty());
    } else if (late.isPresent()) {
      over(late);
    }
  }

  @Override
  public void accepted() {
    synchronized (this) {
      if (isAccepted) {
        return;
      }
      isAccepted = true;
      if (stage == Stage.OPENING) {
        stage = Stage.OPEN;
      }
    }
    if (!isOver.get()) {
      owner.accepted(this);
    }
  }

  @Override
  public void said(byte[] json) {
    NovaEvent event = OutputParser.parse(json);
    accepted();
    synchronized (this) {
      long now = nanoClock.getAsLong();
      watch.heard(event, now);
      switch (event) {
        case NovaEvent.ToolUse use ->
            tools.add(use.toolUseId(), now + settings.patience().tool().toNanos());
        case NovaEvent.Unknown _ -> counters.count(NovaCounter.UNKNOWN_EVENTS);
        case NovaEvent.Malformed _ -> {
          counters.count(NovaCounter.MALFORMED_EVENTS);
          malformed++;
        }
        default -> {
          // The owner makes sense of the rest.
        }
      }
    }
    if (malformed > MALFORMED_MAX) {
      over(failure(Kind.BROKEN, "the service sends what is no event of its protocol"));
    } else if (!isOver.get()) {
      owner.said(this, event);
    }
  }

  @Override
  public void failed(Throwable cause) {
    if (isClosing()) {
      counters.count(NovaCounter.FAILURES_AFTER_CLOSE);
      over(Optional.empty());
    } else {
      over(Optional.of(Failures.of(cause)));
    }
  }

  @Override
  public void completed() {
    // A stream that the service resets completes too, so only our own sessionEnd makes this right.
    over(
        isClosing()
            ? Optional.empty()
            : failure(Kind.BROKEN, "the service ended the stream in the middle of a session"));
  }

  synchronized long ageNanos() {
    return nanoClock.getAsLong() - openedNanos;
  }

  /// Whether the caller's sound goes in.
  synchronized boolean isBegun() {
    return isAudioOpen;
  }

  synchronized boolean owesToolResult() {
    return !tools.isEmpty();
  }

  boolean takesText() {
    return model.takesTextAndTuning();
  }

  private synchronized boolean isClosing() {
    return stage == Stage.CLOSING;
  }

  private synchronized NovaStream stream() {
    return stream;
  }

  private void over(Optional<EngineFailure> failure) {
    if (isOver.compareAndSet(false, true)) {
      stream().cancel();
      owner.over(this, failure);
    }
  }

  private Optional<EngineFailure> late(long now) {
    if (stage == Stage.OPENING && isPast(now, stageSinceNanos, settings.patience().open())) {
      return failure(Kind.SILENT, "the service did not accept the stream in time");
    }
    if (stage == Stage.OPEN && watch.isOverdue(now)) {
      return failure(Kind.SILENT, "the service did not answer in time");
    }
    return Optional.empty();
  }

  private void answerOverdueTools(long now) {
    for (String unanswered : tools.takeOverdue(now)) {
      counters.count(NovaCounter.TOOLS_UNANSWERED);
      sendToolResult(unanswered, "{\"error\":\"the tool did not answer in time\"}");
      watch.expect(now);
    }
  }

  private void feedSilence(long now) {
    if (isAudioOpen && isPast(now, lastSoundNanos, settings.patience().silenceAfter())) {
      counters.count(NovaCounter.SILENCE_FED);
      framer.add(SILENCE, 0, framer.eventSamples(), this::sendAudio);
      lastSoundNanos = now - settings.patience().silenceAfter().toNanos() + SILENCE_EVERY_NANOS;
    }
  }

  private void sendText(String role, boolean isInteractive, String words) {
    String name = names.get();
    send(events.textStart(name, role, isInteractive));
    for (String piece : History.pieces(words, History.PIECE_MAX_BYTES)) {
      send(events.textInput(name, piece));
    }
    send(events.contentEnd(name));
  }

  private void sendToolResult(String toolUseId, String object) {
    String name = names.get();
    send(events.toolStart(name, toolUseId));
    send(events.toolResult(name, object));
    send(events.contentEnd(name));
    if (tools.isEmpty()) {
      gatedAudio.forEach(stream::sendAudio);
      gatedAudio.clear();
    }
  }

  private void sendAudio(byte[] event) {
    if (!settings.wire().gateAudioWhileToolPending() || tools.isEmpty()) {
      stream.sendAudio(event);
      return;
    }
    if (gatedAudio.size()
        >= settings.wire().maxQueuedAudio().dividedBy(settings.wire().audioEvent())) {
      gatedAudio.removeFirst();
      counters.count(NovaCounter.AUDIO_DROPPED);
    }
    gatedAudio.add(event);
  }

  private void send(byte[] event) {
    if (!stream.send(event)) {
      counters.count(NovaCounter.OUTBOX_FULL);
      // Told by the ticking thread: here we may be on a call's event loop.
      watch.giveUp();
    }
  }

  private static boolean isPast(long now, long since, Duration limit) {
    return now - since >= limit.toNanos();
  }

  private static Optional<EngineFailure> failure(Kind kind, String message) {
    return Optional.of(new EngineFailure(kind, message));
  }

  /// Whose connection this is. One call at a time, on a thread of the engine, no lock held.
  interface Owner {
    void accepted(NovaConnection connection);

    void said(NovaConnection connection, NovaEvent event);

    /// The last call. Empty: as asked.
    void over(NovaConnection connection, Optional<EngineFailure> failure);
  }

  private enum Stage {
    NEW,
    OPENING,
    OPEN,
    CLOSING
  }

  private static final NovaStream NOWHERE =
      new NovaStream() {
        @Override
        public boolean send(byte[] event) {
          return true;
        }

        @Override
        public void sendAudio(byte[] event) {}

        @Override
        public void complete() {}

        @Override
        public void cancel() {}
      };
}
