package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.Turn;
import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.Speaker;
import io.oratio.gateway.call.CommandOutcome.Done;
import io.oratio.gateway.call.CommandOutcome.Obstacle;
import io.oratio.gateway.call.CommandOutcome.Refused;
import io.oratio.gateway.call.Termination.Reason;
import io.oratio.media.pcm.Tones;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Walks calls of ours through the rows of [CallTable] that only they have, and commands calls.
@Timeout(60)
class OutboundWalkTest {
  private static final Set<CallTable.Row> WALKED = ConcurrentHashMap.newKeySet();

  @TempDir Path spool;

  private CallRig rig;

  @BeforeEach
  void open() {
    rig = new CallRig(spool, CallRig.quick());
  }

  @AfterEach
  void close() {
    WALKED.addAll(rig.walked);
    rig.close();
  }

  @AfterAll
  static void everyRowOfOurOwnCallsWasWalked() {
    assertThat(CallTable.ROWS)
        .filteredOn(row -> CallTest.OUR_OWN.contains(row.from()))
        .allSatisfy(row -> assertThat(WALKED).contains(row));
  }

  @Test
  void opensTheEngineWhileItRingsAndGreetsWhenSomebodyAnswers() throws Exception {
    LiveCall call = rig.begin(Direction.OUTBOUND);
    assertThat(rig.line.next()).isEqualTo("dial");
    assertThat(call.state()).isEqualTo(CallState.CALLING);
    rig.line.tell(new LineEvent.Ringing());
    PuppetEngine.Opened session = rig.engine.next();
    assertThat(session.setup.greeting()).isEqualTo("Hello.");
    rig.line.tell(new LineEvent.Ringing());
    session.tell(new EngineEvent.Opened());
    session.tell(
        new EngineEvent.Transcript("a1", Speaker.AGENT, Stage.PLANNED, "Hello.", "greeting"));
    session.tell(new EngineEvent.AudioOut("greeting", Tones.sine(440, 8000, 3200, 10_000)));
    session.tell(new EngineEvent.SpeechEnd("greeting"));
    CallRig.await(() -> call.state() == CallState.ALERTING);
    assertThat(rig.line.leg.loudFrames.get()).isZero();
    answer();
    CallRig.await(() -> rig.sessions.turns(CallRig.TENANT, "ses_1", 0, 10).size() == 1);
    assertThat(rig.line.leg.loudFrames.get()).isBetween(18L, 22L);
    CallRig.await(() -> session.samplesHeard > 0);
    rig.line.tell(new LineEvent.HungUp());
    Session over = rig.ended();
    assertThat(over.ending().orElseThrow().reason()).isEqualTo("callee_hung_up");
    assertThat(over.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(over.dialled()).isEqualTo("+15550123");
    assertThat(session.closed).isTrue();
    assertThat(rig.engine.isUnasked()).isTrue();
  }

  @Test
  void opensTheEngineWhenSomebodyAnswersBeforeItRings() throws Exception {
    LiveCall call = calling();
    answer();
    PuppetEngine.Opened session = rig.engine.next();
    CallRig.await(() -> call.state() == CallState.TALKING);
    // Nobody is left in silence while the engine is slow to open.
    CallRig.await(() -> rig.line.leg.loudFrames.get() > 12);
    session.tell(new EngineEvent.Opened());
    CallRig.await(() -> session.samplesHeard > 0);
    assertThat(session.said).isEmpty();
    rig.line.tell(new LineEvent.HungUp());
    rig.ended();
  }

  @Test
  void endsWithTheReasonWhyNobodyAnswered() throws Exception {
    calling();
    rig.line.tell(new LineEvent.NotReached(Reason.CALLEE_BUSY));
    Session busy = rig.ended();
    assertThat(busy.ending().orElseThrow().reason()).isEqualTo("callee_busy");
    assertThat(busy.lineQuality()).isEmpty();
    assertThat(rig.line.leg.closed).isTrue();
    ringing();
    rig.line.tell(new LineEvent.NotReached(Reason.NO_ANSWER));
    assertThat(rig.reason()).isEqualTo("no_answer");
    calling();
    rig.line.tell(new LineEvent.Lost("test"));
    assertThat(rig.reason()).isEqualTo("line_lost");
    ringing();
    rig.line.tell(new LineEvent.Lost("test"));
    assertThat(rig.reason()).isEqualTo("line_lost");
    CallRig.await(() -> rig.calls.count() == 0);
  }

  @Test
  void takesTheCallBackOnCommand() throws Exception {
    LiveCall call = calling();
    assertThat(done(call.hangUp())).isEqualTo(new Done());
    assertThat(rig.line.next()).isEqualTo("hang up completed/operator");
    rig.ended();
    LiveCall other = ringing();
    assertThat(done(other.hangUp())).isEqualTo(new Done());
    assertThat(rig.line.next()).isEqualTo("hang up completed/operator");
    rig.ended();
    assertThat(((Refused) done(other.hangUp())).why()).isEqualTo(Obstacle.CALL_OVER);
    assertThat(((Refused) done(other.say("Hello?"))).why()).isEqualTo(Obstacle.CALL_OVER);
  }

  @Test
  void opensALostEngineAnewWhileItRingsAndGivesUpWhenThatDoesNotHelp() throws Exception {
    rig.begin(Direction.OUTBOUND);
    rig.line.next();
    rig.line.tell(new LineEvent.Ringing());
    PuppetEngine.Opened first = rig.engine.next();
    first.tell(failed(EngineFailure.Kind.BROKEN));
    PuppetEngine.Opened second = rig.engine.next();
    assertThat(second.setup.greeting()).isEqualTo("Hello.");
    second.tell(failed(EngineFailure.Kind.NOT_ALLOWED));
    assertThat(rig.line.next()).isEqualTo("hang up upstream_error/engine_unavailable");
    assertThat(rig.reason()).isEqualTo("engine_unavailable");
  }

  @Test
  void isNotDialledWhenItsMindCannotBeOpened() throws Exception {
    rig.minds.isBroken = true;
    rig.beginInVain(Direction.OUTBOUND, rig.newLine());
    assertThat(rig.line.next()).isEqualTo("hang up our_error/internal");
    assertThat(rig.reason()).isEqualTo("internal");
    assertThat(rig.line.deeds).isEmpty();
  }

  @Test
  void followsCommandsInACallInEitherDirection() throws Exception {
    for (Direction direction : Direction.values()) {
      PuppetEngine.Opened session = talking(direction);
      LiveCall call = rig.calls.find(CallRig.TENANT, sessionId()).orElseThrow();
      assertThat(done(call.sendDigits("12,#"))).isEqualTo(new Done());
      assertThat(rig.line.next()).isEqualTo("press 12,#");
      assertThat(((Refused) done(call.sendDigits("12x"))).why()).isEqualTo(Obstacle.INVALID);
      assertThat(done(call.say("A human being will be with you."))).isEqualTo(new Done());
      assertThat(session.said).containsExactly("A human being will be with you.");
      assertThat(((Refused) done(call.say(" "))).why()).isEqualTo(Obstacle.INVALID);
      assertThat(((Refused) done(call.transfer("nobody"))).why())
          .isEqualTo(Obstacle.NO_SUCH_TARGET);
      assertThat(done(call.transfer("reception"))).isEqualTo(new Done());
      assertThat(rig.line.next()).isEqualTo("transfer tel:+15550199");
      assertThat(((Refused) done(call.transfer("reception"))).why()).isEqualTo(Obstacle.NOT_NOW);
      rig.line.tell(new LineEvent.TransferDone());
      assertThat(rig.reason()).isEqualTo("transferred");
    }
  }

  @Test
  void saysSoWhenItHasNoVoiceOrNoKeysOrIsNotTalking() throws Exception {
    LiveCall ringing = ringing();
    assertThat(((Refused) done(ringing.say("Hello?"))).why()).isEqualTo(Obstacle.NOT_NOW);
    assertThat(((Refused) done(ringing.sendDigits("1"))).why()).isEqualTo(Obstacle.NOT_NOW);
    rig.line.tell(new LineEvent.NotReached(Reason.NO_ANSWER));
    rig.ended();
    PuppetLine keyless =
        new PuppetLine(rig.newLine().leg.loop()) {
          @Override
          public boolean sendDigits(String digits) {
            return false;
          }
        };
    LiveCall call = rig.begin(Direction.OUTBOUND, keyless);
    rig.line.next();
    answer();
    rig.engine.next();
    CallRig.await(() -> call.state() == CallState.TALKING);
    assertThat(((Refused) done(call.sendDigits("1"))).why()).isEqualTo(Obstacle.NOT_ON_THIS_LINE);
    PuppetEngine.Opened session = talking(Direction.OUTBOUND);
    LiveCall mute = rig.calls.find(CallRig.TENANT, sessionId()).orElseThrow();
    rig.engine.isMuteWhileToolPends = true;
    session.tell(new EngineEvent.ToolUse("t", "slow", "{}"));
    CallRig.await(
        () ->
            done(mute.say("word ".repeat(30))) instanceof Refused refused
                && refused.why() == Obstacle.NO_VOICE);
    rig.calls.end(mute.facts().sessionId(), Reason.OPERATOR);
    rig.calls.end(call.facts().sessionId(), Reason.OPERATOR);
    rig.ended();
    rig.ended();
  }

  @Test
  void findsNoCallOfAnotherTenant() throws Exception {
    LiveCall call = ringing();
    String sessionId = call.facts().sessionId();
    assertThat(rig.calls.find(new io.oratio.domain.tenant.TenantId("other"), sessionId)).isEmpty();
    assertThat(rig.calls.find(CallRig.TENANT, "ses_none")).isEmpty();
    call.hangUp();
    rig.ended();
    CallRig.await(() -> rig.calls.find(CallRig.TENANT, sessionId).isEmpty());
  }

  @Test
  void tellsItsNewsFromBeginningToEnd() throws Exception {
    talking(Direction.OUTBOUND)
        .tell(new EngineEvent.Transcript("c1", Speaker.CALLER, Stage.FINAL, "Who is it?", ""));
    CallRig.await(() -> rig.news.stream().anyMatch(CallNews.Said.class::isInstance));
    rig.line.tell(new LineEvent.HungUp());
    rig.ended();
    CallRig.await(() -> rig.news.getLast() instanceof CallNews.Over);
    assertThat(rig.news)
        .filteredOn(CallNews.Moved.class::isInstance)
        .containsExactly(
            new CallNews.Moved(CallState.CALLING, CallState.ALERTING),
            new CallNews.Moved(CallState.ALERTING, CallState.ANSWERED),
            new CallNews.Moved(CallState.ANSWERED, CallState.TALKING),
            new CallNews.Moved(CallState.TALKING, CallState.ENDED));
    assertThat(rig.news)
        .filteredOn(CallNews.Said.class::isInstance)
        .extracting(it -> ((CallNews.Said) it).turn())
        .extracting(Turn::sequence, Turn::content)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(1, "Who is it?"));
  }

  private LiveCall calling() throws Exception {
    LiveCall call = rig.begin(Direction.OUTBOUND);
    assertThat(rig.line.next()).isEqualTo("dial");
    return call;
  }

  private LiveCall ringing() throws Exception {
    LiveCall call = calling();
    rig.line.tell(new LineEvent.Ringing());
    rig.engine.next().tell(new EngineEvent.Opened());
    CallRig.await(() -> call.state() == CallState.ALERTING);
    return call;
  }

  private void answer() {
    rig.line.tell(new LineEvent.Answered());
    rig.line.tell(new LineEvent.MediaReady());
  }

  private PuppetEngine.Opened talking(Direction direction) throws Exception {
    rig.begin(direction);
    rig.line.next();
    if (direction == Direction.OUTBOUND) {
      rig.line.tell(new LineEvent.Ringing());
    }
    PuppetEngine.Opened session = rig.engine.next();
    session.tell(new EngineEvent.Opened());
    if (direction == Direction.OUTBOUND) {
      answer();
    } else {
      assertThat(rig.line.next()).isEqualTo("answer");
    }
    CallRig.await(() -> session.samplesHeard > 0);
    return session;
  }

  private String sessionId() {
    return rig.calls.live().stream().map(CallFacts::sessionId).max(String::compareTo).orElseThrow();
  }

  private static CommandOutcome done(CompletionStage<CommandOutcome> stage) {
    try {
      return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static EngineEvent failed(EngineFailure.Kind kind) {
    return new EngineEvent.Failed(new EngineFailure(kind, "as the test wants it"));
  }
}
