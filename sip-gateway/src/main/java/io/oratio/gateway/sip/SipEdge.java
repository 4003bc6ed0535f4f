package io.oratio.gateway.sip;

import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.trunk.DigestVerifier;
import io.oratio.gateway.trunk.SourceTable;
import io.oratio.gateway.trunk.TrunkDirectory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TooManyListenersException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.random.RandomGenerator;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.SipException;
import javax.sip.SipProvider;

/// Takes and makes calls by SIP over UDP and TCP on one port. Strangers hear nothing; a known
/// trunk's call comes through the [SipDoor]. Start it once; any thread.
public final class SipEdge implements AutoCloseable {
  private static final int PORT_TRIES = 50;

  private final SipSettings settings;
  private final TrunkDirectory trunks;
  private final SipDoor door;
  private final SipCounters counters;
  private final Clock clock;
  private final RandomGenerator random;
  private final DialogTable dialogs = new DialogTable();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sip-dialog-", 0).factory());
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("sip-timer").factory());
  private Optional<Running> running = Optional.empty();

  private record Running(
      GuardedStack stack,
      SipProvider provider,
      GatedDatagramSocket udp,
      GatedServerSocket tcp,
      SourceTable sources,
      EdgeListener listener,
      Dialling dialling) {}

  private record Sockets(GatedDatagramSocket udp, GatedServerSocket tcp) {}

  /// @param random strong randomness: tags and nonces are made of it
  public SipEdge(
      SipSettings settings,
      TrunkDirectory trunks,
      SipDoor door,
      SipCounters counters,
      Clock clock,
      RandomGenerator random) {
    this.settings = settings;
    this.trunks = trunks;
    this.door = door;
    this.counters = counters;
    this.clock = clock;
    this.random = random;
    timer.setRemoveOnCancelPolicy(true);
  }

  /// Binds UDP and TCP to the same port and takes calls from then on.
  ///
  /// @throws IOException when the port is taken, with the port in its message
  public synchronized void start() throws IOException {
    if (running.isPresent()) {
      throw new IllegalStateException("the SIP edge is started once");
    }
    SipLimits limits = settings.limits();
    SourceTable sources =
        new SourceTable(
            limits.trackedSources(),
            limits.challengesPerSecond(),
            limits.failedLogins(),
            limits.ban(),
            clock);
    SourceGate gate = new SourceGate(trunks, sources, counters);
    Sockets sockets = bind(gate);
    try {
      running = Optional.of(run(sockets, gate, sources));
    } catch (SipException | InvalidArgumentException | TooManyListenersException e) {
      sockets.udp().close();
      sockets.tcp().close();
      throw new IOException("the SIP stack did not start", e);
    }
  }

  private Running run(Sockets sockets, SourceGate gate, SourceTable sources)
      throws SipException, InvalidArgumentException, TooManyListenersException {
    SipProvider[] provider = new SipProvider[1];
    StatelessReplies replies =
        new StatelessReplies(sockets.udp(), sockets.tcp(), counters, settings.userAgent());
    RequestSender sender = new RequestSender(() -> provider[0], counters);
    EdgeParts parts =
        new EdgeParts(settings, counters, replies, sender, dialogs, timer, threads, random);
    int port = sockets.udp().getLocalPort();
    LocalAddresses addresses = new LocalAddresses(settings);
    InviteReading reading = new InviteReading(addresses, port);
    EdgeListener listener = new EdgeListener(parts, () -> provider[0], reading, door);
    Doorkeeper doorkeeper =
        new Doorkeeper(
            trunks,
            new DigestVerifier(settings.digest(), clock, random),
            sources,
            gate,
            dialogs,
            replies,
            counters);
    byte[] name = new byte[4];
    random.nextBytes(name);
    GuardedStack stack =
        new GuardedStack(
            "oratio-" + HexFormat.of().formatHex(name),
            new GatedNetwork(sockets.udp(), sockets.tcp()),
            new GuardedParsers(gate, sockets.udp(), counters, settings.userAgent()),
            doorkeeper);
    String address = settings.bindAddress().getHostAddress();
    ListeningPoint udp = stack.createListeningPoint(address, port, "udp");
    ListeningPoint tcp = stack.createListeningPoint(address, port, "tcp");
    provider[0] = stack.createSipProvider(udp);
    provider[0].addListeningPoint(tcp);
    provider[0].addSipListener(listener);
    Dialling dialling = new Dialling(parts, gate, addresses, port);
    return new Running(
        stack, provider[0], sockets.udp(), sockets.tcp(), sources, listener, dialling);
  }

  private Sockets bind(SourceGate gate) throws IOException {
    InetAddress address = settings.bindAddress();
    for (int tries = 1; ; tries++) {
      GatedDatagramSocket udp =
          new GatedDatagramSocket(address, settings.port(), gate, settings.limits(), counters);
      try {
        GatedServerSocket tcp =
            new GatedServerSocket(
                address,
                udp.getLocalPort(),
                gate,
                settings.limits(),
                counters,
                settings.userAgent());
        return new Sockets(udp, tcp);
      } catch (BindException e) {
        int port = udp.getLocalPort();
        udp.close();
        if (settings.port() != 0 || tries == PORT_TRIES) {
          throw new BindException("SIP port " + port + " is taken for TCP");
        }
      }
    }
  }

  /// Finds out where a trunk is reached now. Looks its name up, and so may block.
  ///
  /// @throws UnknownHostException when nobody knows the name
  /// @throws IllegalArgumentException when the trunk has no host
  public TrunkAddress locate(Trunk trunk) throws UnknownHostException {
    return started().dialling().locate(trunk);
  }

  /// Calls through a trunk. Returns at once; what comes of it is told as [SipEvent.Ringing],
  /// [SipEvent.Answered] or [SipEvent.Refused] to whoever listens to the dialog.
  public Dialog dial(OutboundInvite invite) {
    return started().dialling().dial(invite);
  }

  /// Where it listens for datagrams.
  public InetSocketAddress udp() {
    return new InetSocketAddress(settings.bindAddress(), started().udp().getLocalPort());
  }

  /// Where it listens for connections.
  public InetSocketAddress tcp() {
    return new InetSocketAddress(settings.bindAddress(), started().tcp().getLocalPort());
  }

  /// From now on a trunk's OPTIONS and new calls get 503 with `Retry-After`; running calls go on.
  public void drain() {
    started().listener().drain();
  }

  /// Calls that have not ended.
  public int liveDialogs() {
    return dialogs.live();
  }

  /// Dialogs in memory, with those that ended a moment ago and may still hear a repetition.
  public int keptDialogs() {
    return dialogs.kept();
  }

  /// Sources that are banned now.
  public int bannedSources() {
    return started().sources().banned();
  }

  /// Open TCP connections.
  public int tcpConnections() {
    return started().tcp().connections();
  }

  private synchronized Running started() {
    return running.orElseThrow(() -> new IllegalStateException("the SIP edge is not started"));
  }

  /// Stops at once; calls still running are forgotten without a BYE. Drain first.
  @Override
  public synchronized void close() {
    running.ifPresent(each -> stop(each.stack()));
    running.ifPresent(each -> each.udp().close());
    running = Optional.empty();
    timer.shutdownNow();
    threads.shutdownNow();
  }

  /// The stack sleeps a second at the end of its stop, for messages being handled; ours are on
  /// mailboxes that end by themselves, so it is woken.
  private static void stop(GuardedStack stack) {
    Thread stopper = Thread.ofPlatform().name("sip-stop").start(stack::stop);
    stopper.interrupt();
    try {
      stopper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
