package io.oratio.gateway.call;

import io.oratio.domain.agent.Agent;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.AgentVersion;
import io.oratio.domain.agent.CallRules;
import io.oratio.domain.agent.VoiceConfig;
import io.oratio.domain.object.InMemoryObjectStore;
import io.oratio.domain.session.Channel;
import io.oratio.domain.session.CustomerMetadata;
import io.oratio.domain.session.InMemorySessions;
import io.oratio.domain.session.Session;
import io.oratio.domain.tenant.TenantId;
import io.oratio.gateway.journal.Journal;
import io.oratio.gateway.journal.JournalCounters;
import io.oratio.media.path.Pacer;
import io.oratio.media.pcm.Tones;
import io.oratio.media.record.DiskWriter;
import io.oratio.media.wire.Wire;
import io.oratio.media.wire.WireSettings;
import java.net.InetAddress;
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
import java.util.function.BooleanSupplier;

/// Calls with puppets at both ends: the line's other side and the engine do what a test says.
final class CallRig implements AutoCloseable {
  static final TenantId TENANT = new TenantId("acme");

  final PuppetEngine engine = new PuppetEngine();
  final PuppetMinds minds = new PuppetMinds();
  final InMemorySessions sessions = new InMemorySessions();
  final BlockingQueue<Session> closed = new LinkedBlockingQueue<>();
  final List<CallNews> news = new CopyOnWriteArrayList<>();
  final Set<CallTable.Row> walked = ConcurrentHashMap.newKeySet();
  final Calls calls;
  PuppetLine line;
  private final Wire wire = new Wire(WireSettings.on(InetAddress.getLoopbackAddress()));
  private final Pacer pacer = new Pacer();
  private final DiskWriter disk = new DiskWriter();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Journal journal;
  private int number;

  CallRig(Path spool, CallSettings settings) {
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
                "node-1",
                engine,
                minds,
                pacer,
                disk,
                journal,
                (sentence, _) ->
                    sentence.length() > 100
                        ? Optional.empty()
                        : Optional.of(Tones.sine(440, 8000, 2400, 10_000)),
                settings,
                Clock.systemUTC(),
                threads),
            new Calls.Observer() {
              @Override
              public void began(CallFacts facts) {}

              @Override
              public void moved(CallFacts facts, CallTable.Row row) {
                walked.add(row);
              }

              @Override
              public void refused(Termination why) {}

              @Override
              public void ended(CallFacts facts, Termination why) {}
            });
  }

  static CallSettings quick() {
    return new CallSettings(
        10,
        100,
        Duration.ofSeconds(6),
        Duration.ofMillis(300),
        Duration.ofSeconds(20),
        Duration.ofSeconds(2),
        2,
        Duration.ofMillis(300));
  }

  /// Begins a call; [#line] is its line.
  LiveCall begin(Direction direction) {
    return begin(direction, new PuppetLine(wire.loop()));
  }

  LiveCall begin(Direction direction, PuppetLine on) {
    return calls.find(TENANT, beginInVain(direction, on)).orElseThrow();
  }

  /// Begins a call that may be over before it can be looked at.
  ///
  /// @return its session
  String beginInVain(Direction direction, PuppetLine on) {
    line = on;
    String sessionId = "ses_" + ++number;
    if (!(calls.admit("t", 10, 100) instanceof Calls.Admission.Admitted admitted)) {
      throw new AssertionError("no room for a call");
    }
    calls.begin(
        admitted.place(),
        new CallFacts(
            sessionId,
            agent(),
            version(),
            Channel.SIP,
            direction,
            "t",
            "+15550123",
            "+15550100",
            CustomerMetadata.none(),
            Map.of()),
        on,
        news::add);
    return sessionId;
  }

  /// A line that may be bent.
  PuppetLine newLine() {
    return new PuppetLine(wire.loop());
  }

  Session ended() throws InterruptedException {
    Session session = closed.poll(20, TimeUnit.SECONDS);
    if (session == null) {
      throw new AssertionError("no session was closed within 20 s");
    }
    return session;
  }

  String reason() throws InterruptedException {
    return ended().ending().orElseThrow().reason();
  }

  static void await(BooleanSupplier holds) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true within 15 s");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
    }
  }

  private static AgentVersion version() {
    return new AgentVersion(
        TENANT,
        "agent",
        1,
        VoiceConfig.english(),
        "Hello.",
        "Be kind.",
        List.of(),
        List.of("hang_up", "transfer"),
        new CallRules(
            Duration.ofMinutes(5),
            "",
            Duration.ofMinutes(1),
            1,
            false,
            List.of(new CallRules.TransferTarget("reception", "people", "tel:+15550199"))),
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

  @Override
  public void close() {
    calls.close();
    journal.close();
    disk.close();
    pacer.close();
    wire.close();
    threads.close();
  }
}
