package io.oratio.phone.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The transaction layer over both transports (RFC 3261 §17, §18). Its thread is the one of the
/// executor that is handed in: all transactions, dialogs and calls run on it, so nothing here has a
/// lock.
public final class SipAgent implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SipAgent.class);

  private static final int MOST_TRANSACTIONS = 16_384;

  private final SipTimers timers;
  private final ScheduledExecutorService thread;
  private final RandomGenerator random;
  private final SipCore core;
  private final SipCounters counters = new SipCounters();
  private final Map<Transport, SipWire> wires = new HashMap<>();
  private final List<Runnable> starting = new ArrayList<>();
  private final Map<String, ClientTransaction> asking = new HashMap<>();
  private final Map<String, ServerTransaction> answering = new HashMap<>();

  /// Opens a datagram socket and a listening socket of the same address; nothing is read before
  /// [#start].
  ///
  /// @param bind where; port 0 takes a free one
  /// @param loss decides what is lost on its way out, for tests of repetition
  /// @throws UncheckedIOException if the port is not free
  public SipAgent(
      InetSocketAddress bind,
      SipTimers timers,
      ScheduledExecutorService thread,
      RandomGenerator random,
      SipCore core,
      Loss loss) {
    this.timers = timers;
    this.thread = thread;
    this.random = random;
    this.core = core;
    Inbox inbox = new HandingOver();
    try {
      UdpWire udp = new UdpWire(bind, inbox, counters);
      wires.put(Transport.UDP, new LosingWire(udp, loss));
      TcpWire tcp = new TcpWire(bind, inbox, counters);
      wires.put(Transport.TCP, new LosingWire(tcp, loss));
      starting.add(udp::start);
      starting.add(tcp::start);
    } catch (IOException e) {
      wires.values().forEach(SipWire::close);
      throw new UncheckedIOException("SIP cannot be opened on " + bind, e);
    }
  }

  /// Decides about each outgoing message whether the wire loses it.
  @FunctionalInterface
  public interface Loss {
    /// Nothing is ever lost.
    Loss NONE = _ -> false;

    /// Whether this message is lost.
    boolean loses(SipMessage message);
  }

  /// Begins to read: what comes from now on is told to the core.
  public void start() {
    starting.forEach(Runnable::run);
  }

  /// What has been counted.
  public SipCounters counters() {
    return counters;
  }

  /// Where this transport listens; the address may be the wildcard.
  public InetSocketAddress listens(Transport transport) {
    return wire(transport).localAddress();
  }

  /// Our own address as this peer sees it: that of the bound socket, or of the interface that leads
  /// there.
  public InetSocketAddress addressTowards(Hop peer) {
    InetSocketAddress local = listens(peer.transport());
    if (!local.getAddress().isAnyLocalAddress()) {
      return local;
    }
    return new InetSocketAddress(Interfaces.leadingTo(peer.address()), local.getPort());
  }

  /// Sends a request that has no Via yet and follows it to its end.
  public ClientTransaction send(SipRequest request, Hop to, Replies replies) {
    ClientTransaction transaction =
        new ClientTransaction(this, request.with(withVia(request.headers(), to)), to, replies);
    start(transaction);
    return transaction;
  }

  /// Sends a request that has no response: the ACK of a 200.
  public SipRequest sendAck(SipRequest ack, Hop to) {
    SipRequest complete = ack.with(withVia(ack.headers(), to));
    put(to, complete);
    return complete;
  }

  /// Sends a request again as it is, with its Via.
  public void sendAgain(SipRequest request, Hop to) {
    counters.add(SipCounters.Count.REPEATED);
    put(to, request);
  }

  private Headers withVia(Headers headers, Hop to) {
    InetSocketAddress local = addressTowards(to);
    String branch = Via.COOKIE + Long.toHexString(random.nextLong());
    String via =
        "SIP/2.0/%s %s;branch=%s;rport"
            .formatted(
                to.transport(), new HostPort(plain(local.getAddress()), local.getPort()), branch);
    return headers.onTop("Via", via);
  }

  static String plain(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  void start(ClientTransaction transaction) {
    asking.put(transaction.key(), transaction);
    transaction.start();
  }

  void forget(ClientTransaction transaction) {
    asking.remove(transaction.key(), transaction);
  }

  void forget(ServerTransaction transaction) {
    answering.remove(transaction.key(), transaction);
  }

  /// How many transactions are open either way; on the agent's thread.
  public int openTransactions() {
    return asking.size() + answering.size();
  }

  SipTimers timers() {
    return timers;
  }

  void put(Hop to, SipMessage message) {
    wire(to.transport()).send(to.address(), message);
  }

  Future<?> later(Duration delay, Runnable action) {
    return thread.schedule(guarded(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  static void stop(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private SipWire wire(Transport transport) {
    return wires.getOrDefault(transport, wires.get(Transport.UDP));
  }

  private static Runnable guarded(Runnable action) {
    return () -> {
      try {
        action.run();
      } catch (RuntimeException e) { // the root of the thread: one call's fault is not another's
        log.error("A SIP event failed", e);
      }
    };
  }

  private void take(SipMessage message, Hop source) {
    switch (message) {
      case SipResponse response -> take(response);
      case SipRequest request -> take(request, source);
    }
  }

  private void take(SipResponse response) {
    String key = response.via().branch() + " " + response.cseq().method();
    ClientTransaction transaction = asking.get(key);
    if (transaction != null) {
      transaction.receive(response);
    } else if (response.isSuccess() && response.cseq().method().equals("INVITE")) {
      core.answeredAgain(response);
    } else {
      counters.add(SipCounters.Count.STRAY);
    }
  }

  private void take(SipRequest request, Hop source) {
    ServerTransaction known = answering.get(ServerTransaction.keyOf(request, request.method()));
    if (known != null) {
      known.receiveAgain();
      return;
    }
    ServerTransaction invite = answering.get(ServerTransaction.keyOf(request, "INVITE"));
    if (request.method().equals("ACK")) {
      if (invite != null) {
        invite.acknowledged();
      } else {
        core.acknowledged(request);
      }
      return;
    }
    if (answering.size() >= MOST_TRANSACTIONS) {
      counters.add(SipCounters.Count.TOO_MANY);
      return;
    }
    ServerTransaction fresh = new ServerTransaction(this, noting(request, source), source);
    answering.put(fresh.key(), fresh);
    if (!request.method().equals("CANCEL")) {
      core.request(fresh);
    } else if (invite == null) {
      fresh.respond(request.response(481, "Call/Transaction Does Not Exist", ""));
    } else {
      fresh.respond(request.response(200, "OK", ""));
      core.cancelled(invite);
    }
  }

  /// Writes into the topmost Via where the request came from (RFC 3261 §18.2.1). The response goes
  /// to that address in any case (RFC 3581 §4).
  private static SipRequest noting(SipRequest request, Hop source) {
    List<String> vias = new ArrayList<>(request.headers().values("Via"));
    vias.set(0, request.via().receivedFrom(source).toString());
    List<Headers.Header> rows = new ArrayList<>();
    vias.forEach(via -> rows.add(new Headers.Header("Via", via)));
    for (Headers.Header row : request.headers().rows()) {
      if (!row.name().equalsIgnoreCase("Via")) {
        rows.add(row);
      }
    }
    return request.with(Headers.of(rows));
  }

  /// Closes the sockets; what is under way is left as it is.
  @Override
  public void close() {
    wires.values().forEach(SipWire::close);
  }

  /// Brings what the transports read to the agent's thread.
  private final class HandingOver implements Inbox {
    @Override
    public void received(SipMessage message, Hop source) {
      run(() -> take(message, source));
    }

    @Override
    public void refused(MalformedSip reason, Hop source) {
      counters.add(SipCounters.Count.MALFORMED);
      log.debug("A message was refused: {}", reason.getMessage());
    }

    @Override
    public void unreachable(Hop peer) {
      run(
          () ->
              List.copyOf(asking.values()).stream()
                  .filter(transaction -> transaction.to().equals(peer))
                  .forEach(transaction -> transaction.fail(Replies.Failure.UNREACHABLE)));
    }

    private void run(Runnable action) {
      try {
        thread.execute(guarded(action));
      } catch (RejectedExecutionException e) {
        log.debug("A message came while the phone was closing");
      }
    }
  }
}
