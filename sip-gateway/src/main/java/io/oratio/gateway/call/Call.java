package io.oratio.gateway.call;

import io.oratio.domain.agent.CallRules.TransferTarget;
import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.Speaker;
import io.oratio.gateway.call.Termination.Reason;
import io.oratio.gateway.journal.Journal;
import io.oratio.gateway.mailbox.Mailbox;
import io.oratio.gateway.tool.Mind;
import io.oratio.media.path.MediaPath;
import io.oratio.media.path.PathListener;
import io.oratio.media.path.Quality;
import io.oratio.runtime.tool.ToolResult;
import io.oratio.runtime.tool.ToolUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One call. What happens to it comes into its mailbox as a [CallEvent]; what is done about it
/// stands in [CallTable]. The dialog, the sound, the words and the journal are others' business:
/// this class only ties them together.
final class Call implements Conversation.Talk, CallScene.Deeds, CallDesk.Deeds, PathListener {
  private static final Logger log = LoggerFactory.getLogger(Call.class);

  /// The line tells much earlier when nobody answers; should it ever not, this ends the call.
  private static final Duration UNANSWERED_MAX = Duration.ofMinutes(10);

  private final CallFacts facts;
  private final Line line;
  private final CallRoom room;
  private final Calls.Observer observer;
  private final Consumer<Call> over;
  private final Consumer<CallNews> news;
  private final CallTrace trace;
  private final Mailbox mailbox;
  private final Conversation conversation;
  private final Patience patience;
  private final Thinking thinking;
  private final CallerInput input;
  private final Parting parting;
  private final EngineCare engineCare;
  private final Instant start;
  private final Journal.Entry entry;
  private final Transcript transcript;
  private final CallSound sound;
  private final CallDesk desk;
  private final CallVoice voice;

  private volatile CallState state;
  private Optional<Termination> termination = Optional.empty();

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
    this.sound = new CallSound(facts, line, room);
    this.trace = new CallTrace(facts);
    this.mailbox = new Mailbox(room.threads(), trace::within);
    this.conversation = new Conversation(room.engine(), mailbox, this);
    this.patience = new Patience(facts.version().rules(), start);
    this.parting = new Parting(room.settings().farewellFor());
    this.engineCare = new EngineCare(facts, line.leg().rateHz(), room.settings());

    this.entry =
        room.journal().open(CallRecord.begun(facts, room.node(), room.engine().name(), start));
    this.transcript = new Transcript(entry, start, turn -> news.accept(new CallNews.Said(turn)));
    this.state = isOurs() ? CallState.CALLING : CallState.RINGING;
    this.desk = new CallDesk(facts, mailbox, this);
    this.thinking = new Thinking(mailbox);
    this.voice =
        new CallVoice(
            room, conversation, engineCare, sound, thinking, transcript, trace, this::agentSounds);
    this.input =
        new CallerInput(
            new Keys(room.settings().keyPause()),
            patience,
            transcript,
            conversation,
            thinking,
            this::offset);
  }

  /// Opens the mind, then for a call that came in the engine while it rings here; one of ours is
  /// dialled, and its engine opens when it rings there.
  void begin() {
    line.listen(event -> mailbox.execute(() -> on(event)));
    if (!isOurs()) {
      line.ringing();
    }
    thinking.open(
        room.minds(),
        facts.version(),
        new CallScene(facts, room.minds().timeZone(facts.version()), mailbox, this),
        task -> room.threads().execute(() -> trace.within(task)),
        this::minded);
  }

  private void minded(Optional<Mind> opened) {
    if (state == CallState.ENDED) {
      return;
    }
    opened.ifPresentOrElse(
        it -> {
          voice.minded(it);
          if (isOurs()) {
            line.dial();
          } else {
            voice.open();
          }
        },
        () -> happen(CallEvent.END_ASKED, Reason.INTERNAL));
  }

  private boolean isOurs() {
    return facts.direction() == Direction.OUTBOUND;
  }

  CallFacts facts() {
    return facts;
  }

  @Override
  public CallState state() {
    return state;
  }

  /// Where commands to this call are given.
  LiveCall desk() {
    return desk;
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
      case LineEvent.Ringing _ -> happen(CallEvent.CALLEE_RINGS);
      case LineEvent.Answered _ -> happen(CallEvent.CALLEE_ANSWERED);
      case LineEvent.NotReached missed -> happen(CallEvent.NOT_REACHED, missed.why());
      case LineEvent.MediaReady _ -> happen(CallEvent.MEDIA_READY);
      case LineEvent.PutOnHold _ -> happen(CallEvent.PUT_ON_HOLD);
      case LineEvent.TakenOffHold _ -> happen(CallEvent.TAKEN_OFF_HOLD);
      case LineEvent.Digit pressed -> input.press(pressed.digit(), room.clock().instant());
      case LineEvent.Words written -> input.typed(written.words(), room.clock().instant());
      case LineEvent.Cancelled _ -> happen(CallEvent.CALLER_LEFT, Reason.CALLER_CANCELLED);
      case LineEvent.HungUp _ ->
          happen(CallEvent.CALLER_LEFT, isOurs() ? Reason.CALLEE_HUNG_UP : Reason.CALLER_HUNG_UP);
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
    mailbox.execute(() -> input.press(digit, room.clock().instant()));
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
    mailbox.execute(() -> input.speaks(speaking, room.clock().instant()));
  }

  // What the conversation tells, on the mailbox.

  @Override
  public void engineOpened() {
    trace.engineOpened();
    voice.opened();
    happen(CallEvent.ENGINE_OPENED);
  }

  @Override
  public void engineLost(EngineFailure failure) {
    log.warn(
        "call {}: the engine is lost: {} {}", facts.sessionId(), failure.kind(), failure.message());
    trace.engineLost(failure);
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
        input.said(words.words());
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
    thinking.use(new ToolUse(use.toolUseId(), use.name(), use.arguments()), this::toolAnswered);
  }

  private void toolAnswered(ToolUse use, ToolResult result) {
    conversation.toolResult(use.id(), result.json());
    transcript.tool(use.name(), result.json(), offset());
    news.accept(new CallNews.ToolUsed(use.name(), result.isDone()));
  }

  // What the tools ask of the call, on the mailbox.

  @Override
  public void hangUpWhenSaid() {
    parting.plan(
        room.clock().instant(), () -> happen(CallEvent.FAREWELL_ASKED, Reason.AGENT_HUNG_UP));
  }

  @Override
  public void transferWhenSaid(TransferTarget target) {
    parting.plan(
        room.clock().instant(),
        () -> {
          parting.target(target.uri());
          happen(CallEvent.TRANSFER_ASKED);
        });
  }

  @Override
  public CompletionStage<String> collectDigits(int longest, String terminator, Duration within) {
    DigitCollection collection =
        new DigitCollection(longest, terminator, room.clock().instant(), within);
    input.collect(collection);
    return collection.digits();
  }

  @Override
  public void handedOff(Optional<TransferTarget> target) {
    target.ifPresent(this::transferWhenSaid);
  }

  @Override
  public void fill(String sentence) {
    if (state == CallState.TALKING) {
      voice.fill(sentence);
    }
  }

  @Override
  public void ask(String question) {
    conversation.say(question);
  }

  // What is commanded from outside, on the mailbox.

  @Override
  public void hangUpNow() {
    happen(CallEvent.END_ASKED, Reason.OPERATOR);
  }

  @Override
  public void transferNow(TransferTarget target) {
    parting.target(target.uri());
    happen(CallEvent.TRANSFER_ASKED);
  }

  @Override
  public boolean press(String digits) {
    return line.sendDigits(digits);
  }

  @Override
  public boolean speak(String words) {
    return voice.speak(words);
  }

  private void look(Instant now) {
    if (state == CallState.ENDED) {
      return;
    }
    input.at(now);
    if (state == CallState.RINGING) {
      if (Duration.between(start, now).compareTo(room.settings().ringFor()) > 0) {
        happen(CallEvent.END_ASKED, Reason.ENGINE_UNAVAILABLE);
      }
      return;
    }
    if (state == CallState.CALLING || state == CallState.ALERTING) {
      engineCare.at(now).ifPresent(this::tend);
      if (Duration.between(start, now).compareTo(UNANSWERED_MAX) > 0) {
        happen(CallEvent.END_ASKED, Reason.NO_ANSWER);
      }
      return;
    }
    if (conversation.isAgentSpeaking() || thinking.isPending() || state != CallState.TALKING) {
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
      case REOPEN -> voice.open();
      case ASK_TO_WAIT -> voice.spare(EngineCare.WAIT);
      case GIVE_UP -> {
        voice.spare(EngineCare.SORRY);
        parting.sentence("");
        happen(
            CallEvent.FAREWELL_ASKED,
            state == CallState.ALERTING ? Reason.ENGINE_UNAVAILABLE : Reason.ENGINE_FAILED);
      }
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
              trace.moved(row.to());
              if (row.from() != row.to()) {
                news.accept(new CallNews.Moved(row.from(), row.to()));
              }
              if (event == CallEvent.FAREWELL_ASKED || state == CallState.ENDED) {
                termination = termination.or(() -> Optional.of(new Termination(why)));
              }
              act(row.action());
            });
  }

  private void act(CallAction action) {
    switch (action) {
      case NOTHING -> {}
      case OPEN_ENGINE -> voice.open();
      case ANSWER -> line.answer();
      case TALK -> talk();
      case PAUSE, RESUME -> log.debug("call {} is {}", facts.sessionId(), state);
      case REFER -> transfer(parting.target());
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

  /// The gate may have to ask a store, so it is asked beside the mailbox.
  private void transfer(String target) {
    room.threads()
        .execute(
            () -> {
              Optional<String> obstacle = obstacle(target);
              mailbox.execute(() -> transfer(target, obstacle));
            });
  }

  private void transfer(String target, Optional<String> obstacle) {
    if (state != CallState.TRANSFERRING) {
      return;
    }
    if (obstacle.isEmpty()) {
      line.transfer(target);
    } else {
      log.warn("call {} is not sent on: {}", facts.sessionId(), obstacle.get());
      happen(CallEvent.TRANSFER_REFUSED);
    }
  }

  private Optional<String> obstacle(String target) {
    try {
      return room.transfers().obstacle(facts, target);
    } catch (RuntimeException e) { // whatever the store's trouble is, what is unknown stays closed
      log.error("call {}: the tenant's destinations could not be read", facts.sessionId(), e);
      return Optional.of("The tenant's destinations could not be read.");
    }
  }

  private void talk() {
    MediaPath path = sound.open(engineCare.outputRateHz(), this);
    conversation.join(path);
    log.info("call {}: {}", facts.sessionId(), path);
    Instant now = room.clock().instant();
    parting.agentWasHeard(now);
    patience.begins(now);
    engineCare.awaited(now);
  }

  private void clear() {
    input.end();
    thinking.close();
    conversation.close().whenComplete((_, _) -> mailbox.execute(this::finish));
  }

  private void finish() {
    Optional<Quality> quality = sound.quality();
    sound.path().ifPresent(observer::heard);
    CompletionStage<Void> closed = sound.close();
    boolean recorded = sound.isRecorded();
    entry.complete(
        CallRecord.over(facts, termination(), room.clock().instant(), recorded, quality),
        recorded ? Optional.of(closed) : Optional.empty());
    trace.ended(termination());
    news.accept(new CallNews.Over(termination()));
    over.accept(this);
  }

  Termination termination() {
    return termination.orElseGet(() -> new Termination(Reason.INTERNAL));
  }

  private Duration offset() {
    return sound.offset();
  }
}
