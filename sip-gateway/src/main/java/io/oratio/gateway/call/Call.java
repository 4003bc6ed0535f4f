package io.oratio.gateway.call;

import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.Speaker;
import io.oratio.gateway.call.Termination.Reason;
import io.oratio.gateway.journal.Journal;
import io.oratio.gateway.mailbox.Mailbox;
import io.oratio.gateway.tool.CallTool;
import io.oratio.gateway.tool.CallTools;
import io.oratio.media.path.MediaPath;
import io.oratio.media.path.PathListener;
import io.oratio.media.path.PathSettings;
import io.oratio.media.path.Quality;
import io.oratio.media.record.StereoRecorder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call. What happens to it comes into its mailbox as a [CallEvent]; what is done about it
/// stands in [CallTable]. The dialog, the sound, the words and the journal are others' business:
/// this class only ties them together.
final class Call implements Conversation.Talk, PathListener {
  private static final Duration SPEECH_WAITING_MAX = Duration.ofMinutes(5);
  private static final Logger log = LoggerFactory.getLogger(Call.class);

  private final CallFacts facts;
  private final Line line;
  private final CallRoom room;
  private final Calls.Observer observer;
  private final Consumer<Call> over;
  private final Consumer<CallNews> news;
  private final Mailbox mailbox;
  private final Conversation conversation;
  private final Patience patience;
  private final Keys keys;
  private final Parting parting;
  private final EngineCare engineCare;
  private final Instant start;
  private final Journal.Entry entry;
  private final Transcript transcript;

  private volatile CallState state = CallState.RINGING;
  private Optional<MediaPath> path = Optional.empty();
  private Optional<Termination> termination = Optional.empty();
  private Duration callerBegan = Duration.ZERO;
  private boolean recorded;

  Call(
      CallFacts facts,
      Line line,
      CallRoom room,
      Calls.Observer observer,
      Consumer<CallNews> news,
      Consumer<Call> over) {
    this.facts = facts;
    this.line = line;
    this.room = room;
    this.observer = observer;
    this.news = news;
    this.over = over;
    this.start = room.clock().instant();
    this.mailbox = new Mailbox(room.threads());
    this.conversation = new Conversation(room.engine(), mailbox, this);
    this.patience = new Patience(facts.version().rules(), start);
    this.keys = new Keys(room.settings().keyPause());
    this.parting = new Parting(room.settings().farewellFor());
    this.engineCare = new EngineCare(facts, line.leg().rateHz(), room.settings());

    this.entry =
        room.journal().open(CallRecord.begun(facts, room.node(), room.engine().name(), start));
    this.transcript = new Transcript(entry, start);
  }

  /// Lets it ring and opens the engine.
  void begin() {
    line.listen(event -> mailbox.execute(() -> on(event)));
    line.ringing();
    conversation.open(engineCare.firstSetup());
  }

  CallFacts facts() {
    return facts;
  }

  CallState state() {
    return state;
  }

  /// Ends the call now, from any thread.
  void end(Reason why) {
    mailbox.execute(() -> happen(CallEvent.END_ASKED, why));
  }

  /// Called four times a second from one thread for all calls.
  void tick() {
    mailbox.execute(() -> look(room.clock().instant()));
  }

  // What the line tells.

  private void on(LineEvent event) {
    switch (event) {
      case LineEvent.MediaReady _ -> happen(CallEvent.MEDIA_READY);
      case LineEvent.PutOnHold _ -> happen(CallEvent.PUT_ON_HOLD);
      case LineEvent.TakenOffHold _ -> happen(CallEvent.TAKEN_OFF_HOLD);
      case LineEvent.Digit pressed -> press(pressed.digit());
      case LineEvent.Words written -> written(written.words());
      case LineEvent.Cancelled _ -> happen(CallEvent.CALLER_LEFT, Reason.CALLER_CANCELLED);
      case LineEvent.HungUp _ -> happen(CallEvent.CALLER_LEFT, Reason.CALLER_HUNG_UP);
      case LineEvent.Lost lost -> {
        log.warn("call {} lost its line: {}", facts.sessionId(), lost.why());
        happen(CallEvent.LINE_LOST, Reason.LINE_LOST);
      }
      case LineEvent.TransferDone _ -> happen(CallEvent.TRANSFER_DONE, Reason.TRANSFERRED);
      case LineEvent.TransferRefused _ -> happen(CallEvent.TRANSFER_REFUSED);
    }
  }

  // What the path tells, on its event loop.

  @Override
  public void digit(char digit) {
    mailbox.execute(() -> press(digit));
  }

  @Override
  public void played(String contentId) {
    mailbox.execute(
        () -> {
          parting.agentWasHeard(room.clock().instant());
          conversation.played(contentId);
        });
  }

  @Override
  public void nothingHeard(Duration silence) {
    end(Reason.MEDIA_TIMEOUT);
  }

  @Override
  public void callerSpeaks(boolean speaking) {
    mailbox.execute(
        () -> {
          patience.callerWasThere(room.clock().instant());
          if (speaking) {
            callerBegan = offset();
          }
        });
  }

  // What the conversation tells, on the mailbox.

  @Override
  public void engineOpened() {
    engineCare.opened();
    if (state != CallState.RINGING && engineCare.owesExcuse()) {
      conversation.say(EngineCare.EXCUSE);
    }
    happen(CallEvent.ENGINE_OPENED);
  }

  @Override
  public void engineLost(EngineFailure failure) {
    log.warn(
        "call {}: the engine is lost: {} {}", facts.sessionId(), failure.kind(), failure.message());
    engineCare.lost(failure, room.clock().instant());
    happen(
        CallEvent.ENGINE_LOST,
        state == CallState.RINGING ? Reason.ENGINE_UNAVAILABLE : Reason.ENGINE_FAILED);
  }

  @Override
  public void words(EngineEvent.Transcript words) {
    news.accept(new CallNews.Words(words.id(), words.speaker(), words.stage(), words.words()));
    if (words.speaker() == Speaker.CALLER) {
      patience.callerWasThere(room.clock().instant());
      if (words.stage() == EngineEvent.Stage.FINAL && !words.words().isBlank()) {
        transcript.caller(words.words(), callerBegan);
      }
    }
  }

  @Override
  public void agentSounds() {
    parting.agentWasHeard(room.clock().instant());
  }

  @Override
  public void agentSaid(AgentSpeech.Said said) {
    patience.silenceIsOurs(room.clock().instant());
    transcript.agent(said);
  }

  @Override
  public void interrupted() {
    news.accept(new CallNews.Interrupted());
  }

  @Override
  public void toolAsked(EngineEvent.ToolUse use) {
    Instant now = room.clock().instant();
    CallTool tool = CallTools.read(facts.version(), use.name(), use.arguments());
    String result =
        switch (tool) {
          case CallTool.HangUp _ -> {
            parting.plan(now, () -> happen(CallEvent.FAREWELL_ASKED, Reason.AGENT_HUNG_UP));
            yield CallTools.json(
                Map.of("status", "accepted", "note", "the call ends when you have said goodbye"));
          }
          case CallTool.Transfer transfer -> {
            parting.plan(now, () -> transfer(transfer));
            yield CallTools.json(
                Map.of(
                    "status",
                    "accepted",
                    "note",
                    "the caller is transferred when you have spoken"));
          }
          case CallTool.Refused refused -> CallTools.json(Map.of("error", refused.error()));
        };
    conversation.toolResult(use.toolUseId(), result);
    transcript.tool(use.name(), result, offset());
    news.accept(new CallNews.ToolUsed(use.name(), !(tool instanceof CallTool.Refused)));
  }

  private void transfer(CallTool.Transfer target) {
    parting.target(target.uri());
    happen(CallEvent.TRANSFER_ASKED);
  }

  private void press(char digit) {
    Instant now = room.clock().instant();
    patience.callerWasThere(now);
    keys.press(digit, now).ifPresent(this::pressed);
  }

  private void pressed(String digits) {
    transcript.caller(
        "(pressed " + digits.length() + (digits.length() == 1 ? " key)" : " keys)"), offset());
    conversation.text(
        "The caller pressed these keys on the phone: " + String.join(" ", digits.split("")));
  }

  private void written(String words) {
    patience.callerWasThere(room.clock().instant());
    transcript.caller(words, offset());
    conversation.text(words);
  }

  private void look(Instant now) {
    if (state == CallState.ENDED) {
      return;
    }
    keys.at(now).ifPresent(this::pressed);
    if (state == CallState.RINGING) {
      if (Duration.between(start, now).compareTo(room.settings().ringFor()) > 0) {
        happen(CallEvent.END_ASKED, Reason.ENGINE_UNAVAILABLE);
      }
      return;
    }
    if (conversation.isAgentSpeaking() || state != CallState.TALKING) {
      patience.silenceIsOurs(now);
    }
    engineCare.at(now).ifPresent(this::tend);
    parting.at(now, conversation.isAgentSpeaking()).ifPresent(Runnable::run);
    if (state == CallState.FAREWELL && parting.isOver(now, conversation.isAgentSpeaking())) {
      happen(CallEvent.ALL_SAID);
      return;
    }
    switch (patience.at(now)) {
      case WAIT -> {}
      case PROMPT -> conversation.say(facts.version().rules().idlePrompt());
      case GIVE_UP ->
          farewell(Reason.CALLER_SILENT, "I cannot hear you, so I will end the call. Goodbye.");
      case TIME_IS_UP ->
          farewell(Reason.TIME_LIMIT, "We have reached the time limit of this call. Goodbye.");
    }
  }

  private void farewell(Reason why, String sentence) {
    parting.sentence(sentence);
    happen(CallEvent.FAREWELL_ASKED, why);
  }

  private void tend(EngineCare.Deed deed) {
    switch (deed) {
      case REOPEN -> conversation.open(engineCare.nextSetup(transcript.history()));
      case ASK_TO_WAIT -> spare(EngineCare.WAIT, true);
      case GIVE_UP -> {
        spare(EngineCare.SORRY, true);
        parting.sentence("");
        happen(CallEvent.FAREWELL_ASKED, Reason.ENGINE_FAILED);
      }
    }
  }

  private void spare(String sentence, boolean now) {
    if (now && path.isPresent()) {
      room.spareVoice()
          .say(sentence, engineCare.outputRateHz())
          .ifPresent(
              sound -> {
                conversation.insert(
                    "spare-" + sentence.hashCode() + "-" + offset().toMillis(), sentence, sound);
                agentSounds();
              });
    }
  }

  // The table and its deeds.

  private void happen(CallEvent event) {
    happen(event, Reason.INTERNAL);
  }

  private void happen(CallEvent event, Reason why) {
    CallTable.row(state, event)
        .ifPresent(
            row -> {
              state = row.to();
              observer.moved(facts, row);
              if (event == CallEvent.FAREWELL_ASKED || state == CallState.ENDED) {
                termination = termination.or(() -> Optional.of(new Termination(why)));
              }
              act(row.action());
            });
  }

  private void act(CallAction action) {
    switch (action) {
      case NOTHING -> {}
      case ANSWER -> line.answer();
      case TALK -> talk();
      case PAUSE, RESUME -> log.debug("call {} is {}", facts.sessionId(), state);
      case REFER -> line.transfer(parting.target());
      case TELL_OF_REFUSED_TRANSFER ->
          conversation.say("I am sorry, I could not reach them. Is there anything else I can do?");
      case SAY_FAREWELL -> {
        parting.begin(room.clock().instant());
        parting.sentence().ifPresent(conversation::say);
      }
      case REOPEN_ENGINE -> {
        engineCare.wanted();
        engineCare.at(room.clock().instant()).ifPresent(this::tend);
      }
      case REFUSE -> {
        line.refuse(termination());
        clear();
      }
      case HANG_UP -> {
        line.hangUp(termination());
        clear();
      }
      case CLEAR -> clear();
    }
  }

  private void talk() {
    Optional<StereoRecorder> recorder = recorder();
    MediaPath opened =
        MediaPath.open(
            line.leg(),
            room.pacer(),
            new PathSettings(
                engineCare.outputRateHz(), SPEECH_WAITING_MAX, room.settings().mediaTimeout()),
            recorder,
            this);
    path = Optional.of(opened);
    conversation.join(opened);
    parting.agentWasHeard(room.clock().instant());
    log.info("call {}: {}", facts.sessionId(), opened);
  }

  private Optional<StereoRecorder> recorder() {
    if (!facts.version().rules().recordCalls()) {
      return Optional.empty();
    }
    try {
      StereoRecorder recorder =
          StereoRecorder.open(
              room.journal().recordingFile(facts.sessionId()),
              line.leg().rateHz(),
              room.recordings());
      recorded = true;
      return Optional.of(recorder);
    } catch (IOException e) {
      log.error("call {} cannot be recorded: see to the data folder", facts.sessionId(), e);
      return Optional.empty();
    }
  }

  private void clear() {
    conversation.close().whenComplete((_, _) -> mailbox.execute(this::finish));
  }

  private void finish() {
    Optional<Quality> quality = path.map(_ -> line.leg().quality());
    path.ifPresent(observer::heard);
    CompletionStage<Void> closed = path.map(MediaPath::close).orElseGet(this::closeLeg);
    entry.complete(
        CallRecord.over(facts, termination(), room.clock().instant(), recorded, quality),
        recorded ? Optional.of(closed) : Optional.empty());
    news.accept(new CallNews.Over(termination()));
    over.accept(this);
  }

  private CompletionStage<Void> closeLeg() {
    line.leg().close();
    return java.util.concurrent.CompletableFuture.completedFuture(null);
  }

  Termination termination() {
    return termination.orElseGet(() -> new Termination(Reason.INTERNAL));
  }

  private Duration offset() {
    return path.map(MediaPath::offset).orElse(Duration.ZERO);
  }
}
