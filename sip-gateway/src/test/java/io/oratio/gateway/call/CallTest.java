package io.oratio.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.object.InMemoryObjectStore;
import io.oratio.domain.object.ObjectName;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.session.InMemorySessions;
import io.oratio.domain.session.Session;
import io.oratio.domain.session.SessionStatus;
import io.oratio.domain.session.Turn;
import io.oratio.domain.tenant.TenantId;
import io.oratio.engine.EngineEvent;
import io.oratio.engine.EngineEvent.Stage;
import io.oratio.engine.EngineFailure;
import io.oratio.engine.Speaker;
import io.oratio.gateway.call.Termination.Reason;
import io.oratio.gateway.journal.Journal;
import io.oratio.gateway.journal.JournalCounters;
import io.oratio.media.path.Pacer;
import io.oratio.media.pcm.Tones;
import io.oratio.media.record.DiskWriter;
import io.oratio.media.wire.Wire;
import io.oratio.media.wire.WireSettings;
import io.oratio.runtime.tool.ToolResult;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Walks calls that came in through every row of [CallTable]; a row that nobody walked fails the
/// class. Those of our own calls are [OutboundWalkTest]'s.
@Timeout(60)
class CallTest {
  private static final TenantId TENANT = new TenantId("acme");
  static final Set<CallState> OUR_OWN = Set.of(CallState.CALLING, CallState.ALERTING);
  private static final Set<CallTable.Row> WALKED = ConcurrentHashMap.newKeySet();
  private static Wire wire;
  private static Pacer pacer;
  private static DiskWriter disk;
  private static ExecutorService threads;

  @TempDir Path spool;

  private final PuppetEngine engine = new PuppetEngine();
  private final PuppetMinds minds = new PuppetMinds();
  private final InMemorySessions sessions = new InMemorySessions();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final BlockingQueue<Session> closed = new LinkedBlockingQueue<>();
  private final List<CallNews> news = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
  private PuppetLine line;
  private TransferGate transfers = TransferGate.OPEN;
  private CallSettings settings =
      new CallSettings(
          10,
          100,
          Duration.ofSeconds(6),
          Duration.ofMillis(300),
          Duration.ofSeconds(20),
          Duration.ofSeconds(2),
          2,
          Duration.ofMillis(300));

  @BeforeAll
  static void begin() throws Exception {
    wire = new Wire(WireSettings.on(InetAddress.getLoopbackAddress()));
    pacer = new Pacer();
    disk = new DiskWriter();
    threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterAll
  static void everyRowOfTheTableWasWalked() {
    disk.close();
    pacer.close();
    wire.close();
    threads.close();
    assertThat(CallTable.ROWS)
        .filteredOn(row -> !OUR_OWN.contains(row.from()))
        .allSatisfy(row -> assertThat(WALKED).contains(row));
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void ringsUntilTheEngineIsThereAndThenAnswers() throws Exception {
    call(rules(CallRules.usual()));
    assertThat(line.next()).isEqualTo("ringing");
    PuppetEngine.Opened session = engine.next();
    assertThat(line.deeds).isEmpty();
    session.tell(new EngineEvent.Opened());
    assertThat(line.next()).isEqualTo("answer");
    line.tell(new LineEvent.HungUp());
    assertThat(ended().ending().orElseThrow().reason()).isEqualTo("caller_hung_up");
    assertThat(line.leg.closed).isTrue();
    assertThat(session.closed).isTrue();
  }

  @Test
  void writesBothSidesWordsAndKeepsTheRecording() throws Exception {
    PuppetEngine.Opened session = talking(CallRules.usual());
    session.tell(words("c1", Speaker.CALLER, Stage.FINAL, "When do you open?", ""));
    session.tell(words("a1", Speaker.AGENT, Stage.PLANNED, "We open at nine.", "speech-1"));
    session.tell(new EngineEvent.AudioOut("speech-1", tone(400)));
    session.tell(new EngineEvent.SpeechEnd("speech-1"));
    awaitTurns(2);
    line.tell(new LineEvent.HungUp());
    Session over = ended();
    assertThat(over.status()).isEqualTo(SessionStatus.COMPLETED);
    assertThat(over.messageCount()).isEqualTo(2);
    assertThat(turns())
        .extracting(Turn::content)
        .containsExactly("When do you open?", "We open at nine.");
    assertThat(turns()).extracting(Turn::role).containsExactly(Turn.Role.USER, Turn.Role.ASSISTANT);
    assertThat(line.leg.loudFrames.get()).isBetween(18L, 22L);
    assertThat(objects.size(ObjectName.recordingOf("ses_1")).orElseThrow()).isGreaterThan(8000L);
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void keepsOnlyWhatTheCallerHeardOfAnInterruptedSentence() throws Exception {
    PuppetEngine.Opened session = talking(CallRules.usual());
    session.tell(
        words(
            "a1",
            Speaker.AGENT,
            Stage.PLANNED,
            "one two three four five six seven eight nine ten",
            "s"));
    session.tell(new EngineEvent.AudioOut("s", tone(1_500)));
    await(() -> line.leg.loudFrames.get() > 25);
    session.tell(new EngineEvent.Interrupted());
    session.tell(words("c1", Speaker.CALLER, Stage.FINAL, "Stop.", ""));
    awaitTurns(2);
    assertThat(turns().getFirst().interrupted()).isTrue();
    assertThat(turns().getFirst().content()).startsWith("one").doesNotContain("nine");
    assertThat(turns().getLast().content()).isEqualTo("Stop.");
    await(() -> news.stream().anyMatch(CallNews.Interrupted.class::isInstance));
    line.tell(new LineEvent.HungUp());
    ended();
  }

  @Test
  void refusesTheCallWhenTheEngineCannotBeOpened() throws Exception {
    call(rules(CallRules.usual()));
    line.next();
    engine.next().tell(failed(EngineFailure.Kind.THROTTLED));
    assertThat(line.next()).isEqualTo("refuse 503 upstream_error/engine_unavailable");
    assertThat(ended().status()).isEqualTo(SessionStatus.ERROR);
  }

  @Test
  void refusesTheCallWhenTheEngineDoesNotOpenInTime() throws Exception {
    call(rules(CallRules.usual()));
    line.next();
    engine.next();
    assertThat(line.next()).isEqualTo("refuse 503 upstream_error/engine_unavailable");
    ended();
  }

  @Test
  void clearsACallThatIsCancelledOrLostWhileItRings() throws Exception {
    call(rules(CallRules.usual()));
    engine.next();
    line.tell(new LineEvent.Cancelled());
    assertThat(ended().ending().orElseThrow().reason()).isEqualTo("caller_cancelled");
    call(rules(CallRules.usual()), "ses_2");
    engine.next();
    line.tell(new LineEvent.Lost("test"));
    assertThat(ended().ending().orElseThrow().reason()).isEqualTo("line_lost");
  }

  @Test
  void opensALostEngineAnewWithWhatWasSaid() throws Exception {
    PuppetEngine.Opened first = talking(CallRules.usual());
    first.tell(words("c1", Speaker.CALLER, Stage.FINAL, "My name is Ada.", ""));
    awaitTurns(1);
    first.tell(failed(EngineFailure.Kind.BROKEN));
    PuppetEngine.Opened second = engine.next();
    assertThat(second.setup.greeting()).isEmpty();
    assertThat(second.setup.history())
        .extracting(it -> it.words())
        .containsExactly("My name is Ada.");
    second.tell(new EngineEvent.Opened());
    await(() -> second.said.contains(EngineCare.EXCUSE));
    await(() -> second.samplesHeard > 0);
    line.tell(new LineEvent.HungUp());
    ended();
  }

  @Test
  void apologisesAndEndsWhenNoEngineHelps() throws Exception {
    PuppetEngine.Opened first = talking(CallRules.usual());
    first.tell(failed(EngineFailure.Kind.NOT_ALLOWED));
    assertThat(line.next()).isEqualTo("hang up upstream_error/engine_failed");
    assertThat(line.leg.loudFrames.get()).isPositive();
    Session over = ended();
    assertThat(over.ending().orElseThrow().reason()).isEqualTo("engine_failed");
    assertThat(turns()).extracting(Turn::content).contains(EngineCare.SORRY);
  }

  @Test
  void asksTheCallerToWaitWhileAnEngineIsSlowToComeBack() throws Exception {
    PuppetEngine.Opened first = talking(CallRules.usual());
    first.tell(failed(EngineFailure.Kind.BROKEN));
    PuppetEngine.Opened second = engine.next();
    await(() -> line.leg.loudFrames.get() > 12);
    second.tell(new EngineEvent.Opened());
    line.tell(new LineEvent.HungUp());
    ended();
    assertThat(turns()).extracting(Turn::content).anyMatch(it -> it.startsWith("One moment"));
  }

  @Test
  void letsTheAgentSayGoodbyeBeforeItHangsUp() throws Exception {
    PuppetEngine.Opened session = talking(CallRules.usual());
    session.tell(new EngineEvent.ToolUse("tool-1", "hang_up", "{}"));
    assertThat(session.toolResults.poll(5, TimeUnit.SECONDS)).contains("accepted");
    session.tell(words("a1", Speaker.AGENT, Stage.PLANNED, "Goodbye!", "bye"));
    session.tell(new EngineEvent.AudioOut("bye", tone(400)));
    session.tell(new EngineEvent.SpeechEnd("bye"));
    assertThat(line.next()).isEqualTo("hang up completed/agent_hung_up");
    assertThat(line.leg.loudFrames.get()).isBetween(18L, 22L);
    ended();
  }

  @Test
  void sendsTheCallerToANamedTargetAndEndsWhenTheyArrive() throws Exception {
    PuppetEngine.Opened session = talking(transferring());
    session.tell(new EngineEvent.ToolUse("tool-1", "transfer", "{\"target\":\"reception\"}"));
    assertThat(line.next()).isEqualTo("transfer tel:+15550123");
    line.tell(new LineEvent.PutOnHold());
    line.tell(new LineEvent.TakenOffHold());
    line.tell(new LineEvent.TransferDone());
    assertThat(line.next()).isEqualTo("hang up completed/transferred");
    assertThat(ended().status()).isEqualTo(SessionStatus.TRANSFERRED);
  }

  @Test
  void sendsNobodyWhereTheTenantsCallsMayNotGo() throws Exception {
    transfers =
        (call, uri) ->
            call.agent().tenantId().equals(TENANT) && uri.equals("tel:+15550123")
                ? Optional.of("closed")
                : Optional.empty();
    PuppetEngine.Opened session = talking(transferring());
    session.tell(new EngineEvent.ToolUse("tool-1", "transfer", "{\"target\":\"reception\"}"));
    await(() -> session.said.stream().anyMatch(it -> it.contains("could not reach")));
    line.tell(new LineEvent.HungUp());
    ended();
    assertThat(line.deeds).noneMatch(it -> it.startsWith("transfer"));
  }

  @Test
  void takesTheCallerBackWhenATransferFails() throws Exception {
    PuppetEngine.Opened session = talking(transferring());
    session.tell(new EngineEvent.ToolUse("tool-1", "transfer", "{\"target\":\"reception\"}"));
    line.next();
    session.tell(failed(EngineFailure.Kind.BROKEN));
    PuppetEngine.Opened second = engine.next();
    second.tell(new EngineEvent.Opened());
    line.tell(new LineEvent.TransferRefused(603));
    await(() -> second.said.stream().anyMatch(it -> it.contains("could not reach")));
    line.tell(new LineEvent.HungUp());
    ended();
  }

  @Test
  void refusesATargetThatIsNotTheAgents() throws Exception {
    PuppetEngine.Opened session = talking(transferring());
    session.tell(
        new EngineEvent.ToolUse("tool-1", "transfer", "{\"target\":\"sip:evil@example.com\"}"));
    assertThat(session.toolResults.poll(5, TimeUnit.SECONDS)).contains("error");
    line.tell(new LineEvent.HungUp());
    ended();
    assertThat(line.deeds).isEmpty();
  }

  @Test
  void fillsTheSilenceOfASlowToolAndAnswersTheEngineWhenItIsDone() throws Exception {
    PuppetEngine.Opened session = talking(CallRules.usual());
    session.tell(new EngineEvent.ToolUse("tool-1", "slow", "{}"));
    await(() -> session.said.contains("One moment."));
    assertThat(session.toolResults).isEmpty();
    minds.slow.complete(new ToolResult("{\"rooms\":3}", ToolResult.Kind.DONE));
    assertThat(session.toolResults.poll(5, TimeUnit.SECONDS)).isEqualTo("{\"rooms\":3}");
    line.tell(new LineEvent.HungUp());
    ended();
    assertThat(minds.isClosed).isTrue();
  }

  @Test
  void fillsTheSilenceWithTheSpareVoiceWhereTheModelWaitsForItsTool() throws Exception {
    engine.isMuteWhileToolPends = true;
    PuppetEngine.Opened session = talking(CallRules.usual());
    session.tell(new EngineEvent.ToolUse("tool-1", "slow", "{}"));
    await(() -> line.leg.loudFrames.get() > 5);
    assertThat(session.said).isEmpty();
    line.tell(new LineEvent.HungUp());
    ended();
  }

  @Test
  void givesCollectedKeysToTheToolAndToNobodyElse() throws Exception {
    PuppetEngine.Opened session = talking(CallRules.usual());
    session.tell(new EngineEvent.ToolUse("tool-1", "collect_digits", "{}"));
    await(() -> minds.isCollecting);
    for (char key : "4711".toCharArray()) {
      line.tell(new LineEvent.Digit(key));
    }
    assertThat(session.toolResults.poll(10, TimeUnit.SECONDS)).isEqualTo("{\"digits\":\"4711\"}");
    assertThat(session.texts).isEmpty();
    assertThat(minds.heard).isEmpty();
    line.tell(new LineEvent.HungUp());
    ended();
  }

  @Test
  void tellsTheMindWhatTheCallerSaysAndPresses() throws Exception {
    PuppetEngine.Opened session = talking(CallRules.usual());
    session.tell(words("c1", Speaker.CALLER, Stage.FINAL, "Yes, please.", ""));
    line.tell(new LineEvent.Digit('1'));
    line.tell(new LineEvent.Digit('#'));
    assertThat(minds.heard.poll(5, TimeUnit.SECONDS)).isEqualTo("Yes, please.");
    assertThat(minds.heard.poll(5, TimeUnit.SECONDS)).isEqualTo("1#");
    line.tell(new LineEvent.HungUp());
    ended();
  }

  @Test
  void letsNobodySpeakOverAnAgentThatMayNotBeInterrupted() throws Exception {
    minds.isInterruptible = false;
    PuppetEngine.Opened session = talking(CallRules.usual());
    line.leg.isHumming = true;
    await(() -> session.loudSamples > 0);
    session.tell(words("a1", Speaker.AGENT, Stage.PLANNED, "This is the law.", "s"));
    session.tell(new EngineEvent.AudioOut("s", tone(1_000)));
    await(() -> line.leg.loudFrames.get() > 5);
    long before = session.loudSamples;
    await(() -> line.leg.loudFrames.get() > 30);
    assertThat(session.loudSamples - before).isLessThan(800);
    line.tell(new LineEvent.HungUp());
    ended();
  }

  @Test
  void refusesTheCallWhenTheMindCannotBeOpened() throws Exception {
    minds.isBroken = true;
    call(rules(CallRules.usual()));
    assertThat(line.next()).isEqualTo("ringing");
    assertThat(line.next()).isEqualTo("refuse 500 our_error/internal");
    ended();
  }

  @Test
  void stillListensToACallerOnHold() throws Exception {
    PuppetEngine.Opened session = talking(transferring());
    line.tell(new LineEvent.PutOnHold());
    session.tell(failed(EngineFailure.Kind.BROKEN));
    engine.next().tell(new EngineEvent.Opened());
    line.tell(new LineEvent.TakenOffHold());
    line.tell(new LineEvent.Words("hello"));
    awaitTurns(1);
    line.tell(new LineEvent.HungUp());
    ended();
  }

  @Test
  void tellsTheEngineWhichKeysWerePressedAndWritesOnlyHowMany() throws Exception {
    PuppetEngine.Opened session = talking(CallRules.usual());
    line.leg.press('4');
    line.leg.press('2');
    line.leg.press('#');
    await(() -> !session.texts.isEmpty());
    assertThat(session.texts.getFirst()).contains("4 2 #");
    line.tell(new LineEvent.HungUp());
    ended();
    assertThat(turns()).extracting(Turn::content).containsExactly("(pressed 3 keys)");
  }

  @Test
  void promptsASilentCallerAndEndsPolitely() throws Exception {
    PuppetEngine.Opened session =
        talking(
            new CallRules(
                Duration.ofMinutes(5),
                "Still there?",
                Duration.ofMillis(500),
                1,
                false,
                List.of()));
    await(() -> session.said.contains("Still there?"));
    assertThat(line.next()).isEqualTo("hang up completed/caller_silent");
    assertThat(session.said.getLast()).contains("Goodbye");
    assertThat(ended().audioRecordingUrl()).isEmpty();
  }

  @Test
  void endsPolitelyAtTheTimeLimit() throws Exception {
    talking(new CallRules(Duration.ofMillis(700), "", Duration.ofSeconds(60), 1, true, List.of()));
    assertThat(line.next()).isEqualTo("hang up completed/time_limit");
    ended();
  }

  @Test
  void hasItsSayOverInEveryStateOfTheTable() throws Exception {
    // Whatever state a call is in, these four end it: walked one by one.
    for (CallState state : CallState.values()) {
      for (CallEvent event :
          List.of(CallEvent.END_ASKED, CallEvent.CALLER_LEFT, CallEvent.LINE_LOST)) {
        if (state != CallState.ENDED && !OUR_OWN.contains(state)) {
          Call call = in(state);
          tellOrEnd(call, event);
          assertThat(ended().endTime()).isPresent();
          line.deeds.clear();
        }
      }
    }
  }

  @Test
  void endsAFarewellThatIsPutOnHoldOrLosesItsEngine() throws Exception {
    in(CallState.FAREWELL);
    line.tell(new LineEvent.PutOnHold());
    ended();
    in(CallState.FAREWELL);
    lastSession.tell(failed(EngineFailure.Kind.BROKEN));
    ended();
    in(CallState.HELD);
    lastSession.tell(new EngineEvent.ToolUse("t", "hang_up", "{}"));
    assertThat(ended().ending().orElseThrow().reason()).isEqualTo("agent_hung_up");
    in(CallState.HELD);
    lastSession.tell(new EngineEvent.ToolUse("t", "transfer", "{\"target\":\"reception\"}"));
    await(() -> line.deeds.stream().anyMatch(it -> it.startsWith("transfer")));
    line.tell(new LineEvent.HungUp());
    ended();
    in(CallState.ANSWERED);
    lastSession.tell(failed(EngineFailure.Kind.BROKEN));
    engine.next();
    line.tell(new LineEvent.HungUp());
    ended();
    in(CallState.ANSWERED);
    lastSession.tell(new EngineEvent.ToolUse("t", "hang_up", "{}"));
    ended();
  }

  @Test
  void drawsItsTable() throws Exception {
    assertThat(Files.readString(Path.of("..", "docs", "call-states.md")))
        .as("docs/call-states.md holds another drawing than this:\n" + CallTable.diagram())
        .contains(CallTable.diagram());
    assertThat(CallTable.diagram())
        .startsWith("stateDiagram-v2")
        .contains("RINGING --> ANSWERED: ENGINE_OPENED / ANSWER")
        .contains("ENDED --> [*]");
  }

  // How a call is brought where a test wants it.

  private PuppetEngine.Opened lastSession;
  private int number;

  private Call in(CallState state) throws Exception {
    boolean silentLine = state == CallState.ANSWERED;
    line =
        silentLine
            ? new PuppetLine(wire.loop()) {
              @Override
              public void answer() {
                deeds.add("answer");
              }
            }
            : new PuppetLine(wire.loop());
    Call call = callOn(line, version(transferring()), "ses_x" + ++number);
    lastSession = engine.next();
    if (state == CallState.RINGING) {
      return call;
    }
    lastSession.tell(new EngineEvent.Opened());
    await(() -> call.state() == (silentLine ? CallState.ANSWERED : CallState.TALKING));
    switch (state) {
      case HELD -> line.tell(new LineEvent.PutOnHold());
      case TRANSFERRING ->
          lastSession.tell(new EngineEvent.ToolUse("t", "transfer", "{\"target\":\"reception\"}"));
      case FAREWELL -> {
        lastSession.tell(words("a", Speaker.AGENT, Stage.PLANNED, "Bye", "bye"));
        lastSession.tell(new EngineEvent.ToolUse("t", "hang_up", "{}"));
      }
      case CALLING, ALERTING, RINGING, ANSWERED, TALKING, ENDED -> {}
    }
    await(() -> call.state() == state);
    return call;
  }

  private void tellOrEnd(Call call, CallEvent event) {
    switch (event) {
      case END_ASKED -> call.end(Reason.OPERATOR);
      case CALLER_LEFT -> line.tell(new LineEvent.HungUp());
      default -> line.tell(new LineEvent.Lost("test"));
    }
  }

  private PuppetEngine.Opened talking(CallRules rules) throws Exception {
    call(rules(rules));
    assertThat(line.next()).isEqualTo("ringing");
    PuppetEngine.Opened session = engine.next();
    session.tell(new EngineEvent.Opened());
    assertThat(line.next()).isEqualTo("answer");
    await(() -> session.samplesHeard > 0);
    return session;
  }

  private void call(AgentVersion version) {
    call(version, "ses_1");
  }

  private void call(AgentVersion version, String sessionId) {
    line = new PuppetLine(wire.loop());
    callOn(line, version, sessionId);
  }

  private Call callOn(PuppetLine on, AgentVersion version, String sessionId) {
    Journal journal =
        new Journal(
            sessions, objects, spool, Duration.ofSeconds(5), new JournalCounters(), closed::add);
    opened.add(journal);
    CallRoom room =
        new CallRoom(
            "node-1",
            engine,
            minds,
            pacer,
            disk,
            journal,
            (sentence, rate) -> Optional.of(tone(300)),
            settings,
            Clock.systemUTC(),
            threads,
            transfers);
    CallFacts facts =
        new CallFacts(
            sessionId,
            agent(),
            version,
            Channel.SIP,
            Direction.INBOUND,
            "t",
            "100",
            "ada",
            CustomerMetadata.none(),
            Map.of());
    Call call = new Call(facts, on, room, WATCHER, news::add, _ -> {});
    Thread ticker =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (call.state() != CallState.ENDED && !Thread.interrupted()) {
                    call.tick();
                    java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
                  }
                });
    opened.add(ticker::interrupt);
    call.begin();
    return call;
  }

  private static final Calls.Observer WATCHER =
      new Calls.Observer() {
        @Override
        public void began(CallFacts facts) {}

        @Override
        public void moved(CallFacts facts, CallTable.Row row) {
          WALKED.add(row);
        }

        @Override
        public void refused(Termination why) {}

        @Override
        public void ended(CallFacts facts, Termination why) {}
      };

  private Session ended() throws InterruptedException {
    Session session = closed.poll(20, TimeUnit.SECONDS);
    if (session == null) {
      throw new AssertionError("no session was closed within 20 s");
    }
    return session;
  }

  private List<Turn> turns() {
    return sessions.turns(TENANT, "ses_1", 0, 100);
  }

  private void awaitTurns(int count) {
    await(() -> turns().size() >= count);
  }

  private static void await(java.util.function.BooleanSupplier holds) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true within 15 s");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }

  private static EngineEvent words(
      String id, Speaker speaker, Stage stage, String words, String contentId) {
    return new EngineEvent.Transcript(id, speaker, stage, words, contentId);
  }

  private static EngineEvent failed(EngineFailure.Kind kind) {
    return new EngineEvent.Failed(new EngineFailure(kind, "as the test wants it"));
  }

  private static short[] tone(int millis) {
    return Tones.sine(440, 8000, 8000 * millis / 1000, 10_000);
  }

  private static CallRules transferring() {
    return new CallRules(
        Duration.ofMinutes(5),
        "",
        Duration.ofMinutes(1),
        1,
        false,
        List.of(new CallRules.TransferTarget("reception", "people", "tel:+15550123")));
  }

  private static AgentVersion rules(CallRules rules) {
    return version(rules);
  }

  private static AgentVersion version(CallRules rules) {
    return new AgentVersion(
        TENANT,
        "agent",
        1,
        VoiceConfig.english(),
        "Hello.",
        "Be kind.",
        List.of(),
        List.of("hang_up", "transfer"),
        rules,
        Instant.EPOCH);
  }

  private static Agent agent() {
    return new Agent(
        TENANT,
        "agent",
        "user",
        "Agent",
        AgentType.BOTH,
        AgentStatus.ACTIVE,
        OptionalInt.of(1),
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
