package io.oratio.gateway.line;

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
import io.oratio.domain.trunk.AddressTrust;
import io.oratio.domain.trunk.Cidr;
import io.oratio.domain.trunk.InMemoryTrunks;
import io.oratio.domain.trunk.Secret;
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
import io.oratio.gateway.sip.SipCounters;
import io.oratio.gateway.sip.SipEdge;
import io.oratio.gateway.sip.SipSettings;
import io.oratio.gateway.trunk.TrunkDirectory;
import io.oratio.media.path.Pacer;
import io.oratio.media.path.RtpLegSettings;
import io.oratio.media.record.DiskWriter;
import io.oratio.media.wire.Wire;
import io.oratio.media.wire.WireSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A whole gateway on loopback, from its SIP port to its stores, with an engine that hums.
final class Gateway implements AutoCloseable {
  static final TenantId TENANT = new TenantId("acme");

  final InMemoryAgents agents = new InMemoryAgents();
  final InMemoryNumbers numbers = new InMemoryNumbers();
  final InMemoryTrunks trunks = new InMemoryTrunks();
  final InMemorySessions sessions = new InMemorySessions();
  final BlockingQueue<Session> closed = new LinkedBlockingQueue<>();
  final TrunkDirectory directory = new TrunkDirectory(trunks, AddressTrust.of(TENANT));
  final Router router = new Router(agents, numbers);
  final Wire wire = new Wire(WireSettings.on(InetAddress.getLoopbackAddress()));
  final Calls calls;
  final SipEdge edge;
  final Dialler dialler;
  private final Pacer pacer = new Pacer();
  private final DiskWriter disk = new DiskWriter();
  private final ScriptedEngine engine = new ScriptedEngine(Script.tones());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger ids = new AtomicInteger();
  private final Journal journal;

  Gateway(Path spool) throws IOException {
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
    SecureRandom random = new SecureRandom();
    PhoneDoor door =
        new PhoneDoor(
            calls,
            router,
            wire,
            RtpLegSettings.usual(),
            () -> "in_" + ids.incrementAndGet(),
            random);
    edge =
        new SipEdge(
            SipSettings.on(InetAddress.getByName("127.0.0.1"), 0),
            directory,
            door,
            new SipCounters(),
            Clock.systemUTC(),
            random);
    edge.start();
    dialler = new Dialler(calls, router, directory, edge, wire, RtpLegSettings.usual(), random);
    agents.add(Samples.agentVersion(TENANT, "reception", 1));
    agents.save(agent(AgentStatus.ACTIVE));
    numbers.save(Samples.numberRule(TENANT, "n1", "100"));
  }

  static Agent agent(AgentStatus status) {
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

  /// A trunk that proves itself with a password, both ways.
  static Trunk trunk(String trunkId, Optional<String> host, int port, Trunk.Transport transport) {
    return new Trunk(
        TENANT,
        trunkId,
        "Trunk",
        host,
        port,
        transport,
        Optional.of(new Trunk.Credentials("alice", new Secret("wonderland"), "oratio.test")),
        List.of(Cidr.parse("127.0.0.0/8")),
        List.of("PCMU", "PCMA", "G729"),
        true,
        2,
        100);
  }

  Session ended() throws InterruptedException {
    Session session = closed.poll(20, TimeUnit.SECONDS);
    if (session == null) {
      throw new AssertionError("no session was closed within 20 s");
    }
    return session;
  }

  /// Ports are closed on their event loop, and places given back on the call's mailbox.
  void awaitNothingLeft() {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (calls.count() > 0 || wire.counters().portsLent() > 0) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("calls or ports are left");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  public void close() {
    edge.close();
    calls.close();
    journal.close();
    disk.close();
    pacer.close();
    wire.close();
    engine.close();
    threads.close();
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
