package io.oratio.simulator.session;

import io.oratio.simulator.protocol.InputEvent;
import io.oratio.simulator.protocol.InputEvent.Content;
import io.oratio.simulator.protocol.InputEvent.Sensitivity;
import io.oratio.simulator.protocol.InputReader;
import io.oratio.simulator.protocol.Objections;
import io.oratio.simulator.protocol.ProtocolOrder;
import io.oratio.simulator.protocol.Refusal;
import io.oratio.simulator.report.EndedBy;
import io.oratio.simulator.report.SessionLedger;
import io.oratio.simulator.report.SessionReport;
import io.oratio.simulator.script.Fault;
import io.oratio.simulator.voice.Recorder;
import io.oratio.simulator.voice.SpeechDetector;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One session from the first byte to the report: judges each event, hands it to the conversation,
/// watches the clock, and lets go wrong what is to go wrong. Belongs to one event loop.
public final class LiveSession {
  private static final String VALIDATION = "validationException";
  private static final long PATIENCE_AFTER_SESSION_END_NANOS = 2_000_000_000L;
  private static final int LONGEST_TEXT_CHARACTERS = 256 * 1024;

  private final Setting setting;
  private final SessionLedger ledger;
  private final Line line;
  private final Consumer<SessionReport> ended;
  private final Objections objections;
  private final ProtocolOrder order;
  private final TimedFaults faults;
  private final long startedNanos;
  private final Map<String, StringBuilder> texts = new HashMap<>();
  private Optional<Conversation> conversation = Optional.empty();
  private Optional<Recorder> recorder = Optional.empty();
  private Sensitivity sensitivity = Sensitivity.MEDIUM;
  private boolean isOpen;
  private boolean isOver;
  private boolean isHanging;
  private boolean isHeldBack;
  private long lastSoundNanos;
  private long lastRoomNanos;
  private long sessionEndedNanos = Long.MAX_VALUE;
  private long nowNanos;

  /// @param outlet where the answers go
  /// @param ended takes the report, once, on this loop or on the writer of the recordings
  /// @param startedNanos when the request arrived, on the clock of all later calls
  public LiveSession(
      Setting setting,
      SessionLedger ledger,
      Outlet outlet,
      Consumer<SessionReport> ended,
      long startedNanos) {
    this.setting = setting;
    this.ledger = ledger;
    this.line = new Line(outlet, ledger);
    this.ended = ended;
    this.objections = this::object;
    this.order = new ProtocolOrder(setting.modelId(), setting.limits().history(), objections);
    this.faults = new TimedFaults(setting.faults());
    this.startedNanos = startedNanos;
    this.lastSoundNanos = startedNanos;
    this.lastRoomNanos = startedNanos;
    this.nowNanos = startedNanos;
    if (setting.has(Fault.Kind.SLOW_START)) {
      isHeldBack = true;
      line.hold();
    }
  }

  public boolean isOver() {
    return isOver;
  }

  /// Takes the JSON of one event.
  public void event(byte[] json, long now) {
    nowNanos = now;
    if (isOver) {
      return;
    }
    open();
    try {
      InputEvent event = InputReader.read(json, objections);
      ledger.eventIn(event.name());
      take(event);
    } catch (Refusal refusal) {
      refused(refusal);
    }
    line.flush();
  }

  /// The bytes were no event-stream messages: there is no going on, however lenient.
  public void framingBroken(String what, long now) {
    nowNanos = now;
    if (!isOver) {
      open();
      ledger.protocolError("framing: " + what);
      endWith(VALIDATION, Refusal.UNPARSABLE, what, EndedBy.PROTOCOL_ERROR);
      line.flush();
    }
  }

  /// The client has ended its input. A line that hangs does not even notice.
  public void inputEnded(long now) {
    nowNanos = now;
    if (isOver || isHanging) {
      return;
    }
    try {
      order.inputEnded();
    } catch (Refusal refusal) {
      refused(refusal);
    }
    if (!isOver) {
      line.end();
      over(order.hasEnded() ? EndedBy.CLIENT : EndedBy.CLIENT_WITHOUT_SESSION_END);
    }
    line.flush();
  }

  /// The stream or its connection has gone, or the simulator goes.
  public void broken(EndedBy how, long now) {
    nowNanos = now;
    over(how);
  }

  /// Does what is due by now: faults, limits, speech. Called every few milliseconds.
  public void tick(long now) {
    nowNanos = now;
    if (isOver) {
      return;
    }
    long elapsed = now - startedNanos;
    releaseSlowStart(elapsed);
    if (isOpen && !isHanging) {
      for (var due = faults.due(elapsed); due.isPresent() && !isOver; due = faults.due(elapsed)) {
        goWrong(due.get());
      }
    }
    if (!isOver && !isHanging) {
      checkLimits(elapsed);
    }
    if (!isOver) {
      conversation.ifPresent(talk -> talk.tick(now));
    }
    line.flush();
  }

  private void releaseSlowStart(long elapsed) {
    if (isHeldBack
        && setting.faults().stream()
            .filter(fault -> fault.kind() == Fault.Kind.SLOW_START)
            .allMatch(fault -> fault.at().toNanos() <= elapsed)) {
      isHeldBack = false;
      line.release();
    }
  }

  private void checkLimits(long elapsed) {
    if (elapsed >= setting.limits().session().toNanos()) {
      endWith(
          "modelTimeoutException",
          Wordings.TIMED_OUT,
          "the session reached its greatest length",
          EndedBy.TIME_LIMIT);
    } else if (nowNanos - lastSoundNanos >= setting.limits().idle().toNanos()
        && sessionEndedNanos == Long.MAX_VALUE) {
      endWith(
          VALIDATION,
          "Timed out waiting for audio bytes or interactive content. Please ensure gaps between"
              + " audio bytes and interactive content are less than 55 seconds.",
          "no audio for " + setting.limits().idle().toMillis() + " ms",
          EndedBy.IDLE);
    } else if (nowNanos - sessionEndedNanos >= PATIENCE_AFTER_SESSION_END_NANOS
        && sessionEndedNanos != Long.MAX_VALUE) {
      line.end();
      over(EndedBy.CLIENT);
    } else if (line.isWritable()) {
      lastRoomNanos = nowNanos;
    } else if (nowNanos - lastRoomNanos >= setting.limits().stall().toNanos()) {
      line.reset();
      over(EndedBy.STALLED);
    }
  }

  private void take(InputEvent event) throws Refusal {
    // What a contentEnd closes is only known before the judge has taken it in.
    Optional<Content> closing =
        event instanceof InputEvent.ContentEnd end
            ? order.openContent(end.contentName())
            : Optional.empty();
    order.accept(event);
    switch (event) {
      case InputEvent.SessionStart start ->
          sensitivity = start.sensitivity().orElse(Sensitivity.MEDIUM);
      case InputEvent.PromptStart start -> {
        ledger.outputRate(start.outputRateHz());
        conversation =
            Optional.of(new Conversation(setting, start, line, ledger, order::toolCalled));
      }
      case InputEvent.ContentStart start -> {
        if (start.content() instanceof Content.Audio audio) {
          audioOpened(audio.rateHz());
        }
      }
      case InputEvent.TextInput text -> {
        if (order.openContent(text.contentName()).orElse(null) instanceof Content.Text kind
            && kind.interactive()) {
          lastSoundNanos = nowNanos;
        }
        gather(text.contentName(), text.content());
      }
      case InputEvent.AudioInput audio -> audio(audio.pcm());
      case InputEvent.ToolResult result -> gather(result.contentName(), result.content());
      case InputEvent.ContentEnd end -> closed(end.contentName(), closing);
      case InputEvent.PromptEnd _ -> conversation.ifPresent(Conversation::close);
      case InputEvent.SessionEnd _ -> sessionEndedNanos = nowNanos;
    }
  }

  private void audioOpened(int rateHz) {
    ledger.audioOpened(rateHz);
    conversation.ifPresent(
        talk ->
            talk.audioOpened(
                new SpeechDetector(
                    rateHz,
                    setting.limits().voiceLevel(),
                    setting.limits().pauseMs(sensitivity),
                    talk)));
    if (recorder.isEmpty() && setting.audioFolder().isPresent()) {
      Path file = setting.audioFolder().get().resolve(setting.sessionId() + ".wav");
      recorder = Optional.of(new Recorder(file, rateHz, setting.writer()));
      ledger.savedAudio(file.toString());
    }
  }

  private void audio(byte[] pcm) throws Refusal {
    lastSoundNanos = nowNanos;
    ledger.audioIn(pcm, nowNanos);
    recorder.ifPresent(file -> file.add(pcm));
    if (order.owesTools() && setting.has(Fault.Kind.NO_AUDIO_DURING_TOOL)) {
      throw new Refusal(Refusal.INVALID_REQUEST, "audio while a tool's result is owed");
    }
    conversation.ifPresent(talk -> talk.audio(pcm, nowNanos));
  }

  private void gather(String contentName, String part) {
    StringBuilder text = texts.computeIfAbsent(contentName, _ -> new StringBuilder());
    if (text.length() + part.length() <= LONGEST_TEXT_CHARACTERS) {
      text.append(part);
    }
    if (part.length() > 1024) {
      ledger.warning("a text of more than 1 KB in one event, which the service advises against");
    }
  }

  private void closed(String contentName, Optional<Content> closing) {
    StringBuilder gathered = texts.remove(contentName);
    String text = gathered == null ? "" : gathered.toString();
    if (closing.isEmpty() || conversation.isEmpty()) {
      return;
    }
    switch (closing.get()) {
      case Content.Text kind -> {
        if (kind.interactive()) {
          ledger.text();
          conversation.get().text(text, nowNanos);
        }
      }
      case Content.Tool tool -> {
        ledger.toolResult();
        conversation.get().toolResult(tool.toolUseId(), text, nowNanos);
      }
      case Content.Audio _ -> ledger.audioClosed();
    }
  }

  private void goWrong(Fault.Kind kind) {
    isHanging |= kind == Fault.Kind.HANG;
    Misfortune.befall(kind, line, conversation.map(Conversation::events)).ifPresent(this::over);
  }

  private void object(Refusal refusal) throws Refusal {
    if (setting.strict()) {
      throw refusal;
    }
    ledger.protocolError(refusal.message() + " (" + refusal.detail() + ")");
  }

  private void refused(Refusal refusal) {
    ledger.protocolError(refusal.message() + " (" + refusal.detail() + ")");
    if (setting.strict()) {
      endWith(VALIDATION, refusal.message(), refusal.detail(), EndedBy.PROTOCOL_ERROR);
    }
  }

  private void endWith(String type, String message, String detail, EndedBy how) {
    line.exception(type, message, detail);
    over(how);
  }

  private void open() {
    if (!isOpen) {
      isOpen = true;
      line.open();
    }
  }

  private void over(EndedBy how) {
    if (isOver) {
      return;
    }
    isOver = true;
    if (isHeldBack) {
      line.release();
    }
    SessionReport report = ledger.close(how, nowNanos);
    recorder.ifPresentOrElse(
        file -> file.close(() -> ended.accept(report)), () -> ended.accept(report));
  }
}
