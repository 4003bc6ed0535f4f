package io.oratio.gateway.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.InMemoryAgents;
import io.oratio.domain.number.InMemoryNumbers;
import io.oratio.domain.object.InMemoryObjectStore;
import io.oratio.domain.session.InMemorySessions;
import io.oratio.domain.session.Session;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.Trunk;
import io.oratio.engine.scripted.Script;
import io.oratio.engine.scripted.ScriptedEngine;
import io.oratio.gateway.call.CallFacts;
import io.oratio.gateway.call.CallRoom;
import io.oratio.gateway.call.CallSettings;
import io.oratio.gateway.call.Calls;
import io.oratio.gateway.call.PuppetMinds;
import io.oratio.gateway.call.SpareVoice;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.journal.Journal;
import io.oratio.gateway.journal.JournalCounters;
import io.oratio.gateway.route.Router;
import io.oratio.gateway.sip.SipEvent;
import io.oratio.media.path.Pacer;
import io.oratio.media.path.RtpLegSettings;
import io.oratio.media.record.DiskWriter;
import io.oratio.media.wire.Wire;
import io.oratio.media.wire.WireSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PhoneDoorTest {
  private static final TenantId TENANT = new TenantId("acme");
  private static final String OFFER = offer("0 8 101", "", 40_000, "127.0.0.1");

  @TempDir Path spool;

  private final InMemoryAgents agents = new InMemoryAgents();
  private final InMemoryNumbers numbers = new InMemoryNumbers();
  private final InMemorySessions sessions = new InMemorySessions();
  private final BlockingQueue<Session> closed = new LinkedBlockingQueue<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Wire wire;
  private Pacer pacer;
  private DiskWriter disk;
  private Journal journal;
  private ScriptedEngine engine;
  private Calls calls;
  private PhoneDoor door;

  @BeforeEach
  void open() {
    wire = new Wire(WireSettings.on(InetAddress.getLoopbackAddress()));
    pacer = new Pacer();
    disk = new DiskWriter();
    engine = new ScriptedEngine(Script.tones());
    journal =
        new Journal(
            sessions,
            new InMemoryObjectStore(),
            spool,
            Duration.ofSeconds(5),
            new JournalCounters(),
            closed::add);
    calls =
        new Calls(
            new CallRoom(
                "node",
                engine,
                PuppetMinds::speechless,
                pacer,
                disk,
                journal,
                SpareVoice.none(),
                CallSettings.usual(),
                Clock.systemUTC(),
                threads),
            new Nobody());
    door =
        new PhoneDoor(
            calls,
            new Router(agents, numbers),
            wire,
            RtpLegSettings.usual(),
            () -> "ses_" + ids.incrementAndGet(),
            new Random(7));
    agents.add(Samples.agentVersion(TENANT, "reception", 1));
    agents.save(agent(AgentStatus.ACTIVE));
    numbers.save(Samples.numberRule(TENANT, "n1", "100"));
  }

  @AfterEach
  void close() {
    calls.close();
    journal.close();
    disk.close();
    pacer.close();
    wire.close();
    engine.close();
    threads.close();
  }

  @Test
  void ringsAndAnswersAKnownNumber() throws Exception {
    PuppetDialog dialog = invited("100", Optional.of(OFFER));
    assertThat(dialog.next()).isEqualTo("ringing");
    assertThat(dialog.next())
        .startsWith("answer")
        .contains("m=audio")
        .contains("a=rtpmap:0 PCMU/8000");
    dialog.tell(new SipEvent.Acknowledged(Optional.empty()));
    dialog.tell(new SipEvent.Digit('5', 100));
    dialog.tell(new SipEvent.HungUp(Optional.empty()));
    assertThat(ended().ending().orElseThrow().reason()).isEqualTo("caller_hung_up");
    awaitNothingLeft();
  }

  @Test
  void refusesWhatItCannotServeWithTheStatusThatSaysWhy() throws Exception {
    assertThat(invited("999", Optional.of(OFFER)).next()).isEqualTo("reject 404 no_such_number []");
    assertThat(invited("100", Optional.of(offer("18", "", 40_000, "127.0.0.1"))).next())
        .isEqualTo("reject 488 no_common_codec []");
    assertThat(invited("100", Optional.of("nonsense")).next())
        .isEqualTo("reject 488 no_common_codec []");
    agents.save(agent(AgentStatus.PAUSED));
    assertThat(invited("100", Optional.of(OFFER)).next()).isEqualTo("reject 480 agent_paused []");
    calls.drain();
    assertThat(invited("100", Optional.of(OFFER)).next()).isEqualTo("reject 503 draining [30]");
    awaitNothingLeft();
  }

  @Test
  void keepsToTheTrunksOwnLimit() throws Exception {
    PuppetDialog first = invited("100", Optional.of(OFFER));
    first.next();
    assertThat(invited("100", Optional.of(OFFER), 1).next()).isEqualTo("reject 486 trunk_busy []");
    first.tell(new SipEvent.Cancelled());
    ended();
  }

  @Test
  void answersAHoldAndItsEndAndANewAddress() throws Exception {
    PuppetDialog dialog = talking();
    dialog.tell(
        new SipEvent.Reoffered(Optional.of(offer("0 101", "a=sendonly\r\n", 40_000, "127.0.0.1"))));
    assertThat(dialog.next()).startsWith("reanswer").contains("a=recvonly");
    dialog.tell(new SipEvent.Reoffered(Optional.of(offer("0 101", "", 40_002, "127.0.0.1"))));
    assertThat(dialog.next()).startsWith("reanswer").doesNotContain("a=recvonly");
    dialog.tell(new SipEvent.Reoffered(Optional.of(offer("18", "", 40_002, "127.0.0.1"))));
    assertThat(dialog.next()).isEqualTo("refuse reoffer 488");
    dialog.tell(new SipEvent.Reoffered(Optional.empty()));
    assertThat(dialog.next()).startsWith("reanswer").contains("m=audio");
    dialog.tell(new SipEvent.HungUp(Optional.empty()));
    ended();
  }

  @Test
  void growsTheVersionOfItsDescriptionWithEachChange() throws Exception {
    PuppetDialog dialog = invited("100", Optional.of(OFFER));
    dialog.next();
    long first = version(dialog.next());
    dialog.tell(new SipEvent.Acknowledged(Optional.empty()));
    dialog.tell(
        new SipEvent.Reoffered(
            Optional.of(offer("0 8 101", "a=inactive\r\n", 40_000, "127.0.0.1"))));
    assertThat(version(dialog.next())).isEqualTo(first + 1);
    dialog.tell(new SipEvent.HungUp(Optional.empty()));
    ended();
  }

  @Test
  void makesTheOfferWhenTheCallerMakesNone() throws Exception {
    PuppetDialog dialog = invited("100", Optional.empty());
    assertThat(dialog.next()).isEqualTo("ringing");
    assertThat(dialog.next()).startsWith("answer").contains("PCMU").contains("PCMA");
    dialog.tell(new SipEvent.Acknowledged(Optional.of(OFFER)));
    dialog.tell(new SipEvent.HungUp(Optional.empty()));
    assertThat(ended().lineQuality()).isPresent();
  }

  @Test
  void hangsUpWhenTheAnswerToItsOfferIsOfNoUse() throws Exception {
    PuppetDialog dialog = invited("100", Optional.empty());
    dialog.next();
    dialog.next();
    dialog.tell(new SipEvent.Acknowledged(Optional.empty()));
    assertThat(dialog.next()).isEqualTo("bye no_common_codec");
    assertThat(ended().ending().orElseThrow().reason()).isEqualTo("line_lost");
  }

  @Test
  void hangsUpACallerWhomTheOperatorEnds() throws Exception {
    PuppetDialog dialog = talking();
    assertThat(calls.live()).extracting(CallFacts::sessionId).containsExactly("ses_1");
    assertThat(calls.end("ses_1", Termination.Reason.OPERATOR)).isTrue();
    assertThat(calls.end("ses_9", Termination.Reason.OPERATOR)).isFalse();
    assertThat(dialog.next()).isEqualTo("bye operator");
    ended();
  }

  @Test
  void endsACallWhoseLineIsLost() throws Exception {
    PuppetDialog dialog = talking();
    dialog.tell(new SipEvent.Lost("test"));
    assertThat(ended().ending().orElseThrow().reason()).isEqualTo("line_lost");
  }

  private PuppetDialog talking() throws Exception {
    PuppetDialog dialog = invited("100", Optional.of(OFFER));
    dialog.next();
    dialog.next();
    dialog.tell(new SipEvent.Acknowledged(Optional.empty()));
    return dialog;
  }

  private PuppetDialog invited(String dialled, Optional<String> offer) {
    return invited(dialled, offer, 100);
  }

  private PuppetDialog invited(String dialled, Optional<String> offer, int maxCalls) {
    PuppetDialog dialog = new PuppetDialog(trunk(maxCalls), dialled, offer);
    door.invited(dialog);
    return dialog;
  }

  private Session ended() throws InterruptedException {
    Session session = closed.poll(20, TimeUnit.SECONDS);
    if (session == null) {
      throw new AssertionError("no session was closed within 20 s");
    }
    return session;
  }

  /// Ports are closed on their event loop, and places given back on the call's mailbox.
  private void awaitNothingLeft() {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (calls.count() > 0 || wire.counters().portsLent() > 0) {
      assertThat(System.nanoTime()).as("calls or ports are left").isLessThan(deadline);
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }

  private static long version(String answer) {
    String origin = answer.lines().filter(line -> line.startsWith("o=")).findFirst().orElseThrow();
    return Long.parseLong(origin.split(" ")[2]);
  }

  private static String offer(String formats, String attributes, int port, String address) {
    return "v=0\r\no=peer 1 1 IN IP4 "
        + address
        + "\r\ns=-\r\nc=IN IP4 "
        + address
        + "\r\nt=0 0\r\nm=audio "
        + port
        + " RTP/AVP "
        + formats
        + "\r\na=rtpmap:101 telephone-event/8000\r\n"
        + attributes;
  }

  private static Agent agent(AgentStatus status) {
    return new Agent(
        TENANT,
        "reception",
        "user",
        "Reception",
        AgentType.VOICE,
        status,
        OptionalInt.of(1),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static Trunk trunk(int maxCalls) {
    return new Trunk(
        TENANT,
        "trunk",
        "Trunk",
        Optional.empty(),
        5060,
        Trunk.Transport.UDP,
        Optional.empty(),
        List.of(Cidr.parse("127.0.0.0/8")),
        List.of("PCMU", "PCMA", "G729"),
        true,
        maxCalls,
        100);
  }

  private static final class Nobody implements Calls.Observer {
    @Override
    public void began(CallFacts facts) {}

    @Override
    public void refused(Termination why) {}

    @Override
    public void ended(CallFacts facts, Termination why) {}
  }
}
