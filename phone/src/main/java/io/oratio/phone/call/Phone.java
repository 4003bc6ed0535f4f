package io.oratio.phone.call;

import io.oratio.media.path.Delays;
import io.oratio.phone.sdp.Negotiation;
import io.oratio.phone.sip.Dialog;
import io.oratio.phone.sip.Hop;
import io.oratio.phone.sip.NameAddr;
import io.oratio.phone.sip.SipAgent;
import io.oratio.phone.sip.SipCounters;
import io.oratio.phone.sip.SipResponse;
import io.oratio.phone.sip.SipUri;
import io.oratio.phone.sip.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A phone: makes calls, takes calls, any number at once, over one SIP port and one set of media
/// threads. Any thread may use it; signalling is run by one thread of its own.
public final class Phone implements AutoCloseable {
  static final String METHODS =
      "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, REFER, NOTIFY, UPDATE, MESSAGE";

  /// How long a BYE may go unanswered before the call is over all the same.
  static final Duration BYE_PATIENCE = Duration.ofSeconds(4);

  private static final Logger log = LoggerFactory.getLogger(Phone.class);

  private final PhoneSettings settings;
  private final RandomGenerator random;
  private final LongSupplier nanos;
  private final Line.Lines lines;
  private final ScheduledThreadPoolExecutor thread;
  private final SipAgent agent;
  private final Switchboard switchboard;

  /// Opens a phone.
  ///
  /// @throws java.io.UncheckedIOException if its SIP port is not free
  public Phone(PhoneSettings settings) {
    this(settings, new SecureRandom(), System::nanoTime, new RtpLines(settings));
  }

  Phone(PhoneSettings settings, RandomGenerator random, LongSupplier nanos, Line.Lines lines) {
    this.settings = settings;
    this.random = random;
    this.nanos = nanos;
    this.lines = lines;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("phone-sip").factory());
    thread.setRemoveOnCancelPolicy(true);
    this.switchboard = new Switchboard(this);
    this.agent =
        new SipAgent(
            new InetSocketAddress(settings.bindAddress(), settings.sipPort()),
            settings.timers(),
            thread,
            random,
            switchboard,
            settings.loss());
    agent.start();
  }

  /// Says what to do with calls that come in; until then they are refused with 480.
  public void onCall(Incoming decision) {
    switchboard.decidedBy(decision);
  }

  /// Where the phone can be reached.
  public InetSocketAddress listens(Transport transport) {
    return agent.listens(transport);
  }

  /// The URI that reaches this phone from its own machine.
  public String uri(Transport transport) {
    InetSocketAddress local = listens(transport);
    InetAddress address = local.getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    return new SipUri("phone", host, local.getPort(), parametersOf(transport)).toString();
  }

  /// What its SIP has counted.
  public SipCounters counters() {
    return agent.counters();
  }

  /// How late our own media clock has been: a judge must know how steady its own hand is.
  public Delays lateness() {
    return lines.lateness();
  }

  /// How many calls are not over.
  public int openCalls() {
    return switchboard.calls().size();
  }

  /// Calls a URI. The name of its host is looked up and a port taken before it returns; all else is
  /// told later.
  ///
  /// @param listener told what happens, on the phone's thread
  /// @throws Unreachable if the call cannot even be begun
  public PhoneCall dial(String uri, CallOptions options, Consumer<CallEvent> listener)
      throws Unreachable {
    SipUri target = SipUri.parse(uri).orElseThrow(() -> new Unreachable(uri + " is not a SIP URI"));
    Hop hop = hopTo(target, options.proxy());
    NameAddr local =
        NameAddr.of("sip:" + options.from() + "@" + hostTowards(hop)).withTag(unique());
    Dialog dialog = Dialog.calling(unique() + unique(), local, uri, contact(options, hop), hop);
    PhoneCall call = open(dialog, options, listener);
    run(call::dial);
    return call;
  }

  /// Asks a peer for its capabilities by OPTIONS outside any call (RFC 3261 §11).
  ///
  /// @return the final response; fails with [CallFailed] when none comes
  /// @throws Unreachable if the URI leads nowhere
  public CompletionStage<SipResponse> ping(String uri) throws Unreachable {
    SipUri target = SipUri.parse(uri).orElseThrow(() -> new Unreachable(uri + " is not a SIP URI"));
    Hop hop = hopTo(target, Optional.empty());
    NameAddr local = NameAddr.of("sip:ping@" + hostTowards(hop)).withTag(unique());
    Dialog dialog = Dialog.calling(unique(), local, uri, contact(CallOptions.USUAL, hop), hop);
    CompletableFuture<SipResponse> done = new CompletableFuture<>();
    run(() -> agent.send(dialog.request("OPTIONS"), hop, new AwaitedReply(done)));
    return done;
  }

  PhoneCall open(Dialog dialog, CallOptions options, Consumer<CallEvent> listener)
      throws Unreachable {
    if (openCalls() >= settings.maxCalls()) {
      throw new Unreachable("there are " + settings.maxCalls() + " calls already");
    }
    Requests requests = new Requests(agent, dialog, options.credentials(), random);
    Negotiation negotiation =
        new Negotiation(
            random.nextLong() >>> 33, options.codecs(), options.hasKeys(), options.ptimeMs());
    try {
      PhoneCall call =
          new PhoneCall(
              this, options, dialog, requests, negotiation, lines, new Milestones(nanos), listener);
      switchboard.add(call);
      return call;
    } catch (IOException e) {
      throw new Unreachable("no line is free: " + e.getMessage());
    }
  }

  private Hop hopTo(SipUri target, Optional<InetSocketAddress> proxy) throws Unreachable {
    Hop hop = proxy.isPresent() ? new Hop(target.transport(), proxy.get()) : lookedUp(target);
    try {
      agent.addressTowards(hop);
      return hop;
    } catch (UncheckedIOException e) {
      throw new Unreachable("no way leads to " + hop.address().getAddress().getHostAddress());
    }
  }

  private static Hop lookedUp(SipUri target) throws Unreachable {
    try {
      InetAddress address = InetAddress.getByName(target.host());
      return new Hop(target.transport(), new InetSocketAddress(address, target.portOrDefault()));
    } catch (UnknownHostException e) {
      throw new Unreachable("the host " + target.host() + " has no address");
    }
  }

  private String hostTowards(Hop hop) {
    String host = agent.addressTowards(hop).getAddress().getHostAddress().replaceFirst("%.*", "");
    return new SipUri("", host, 0, Map.of()).toString().substring("sip:".length());
  }

  String contact(CallOptions options, Hop hop) {
    InetSocketAddress local = agent.addressTowards(hop);
    String host = local.getAddress().getHostAddress().replaceFirst("%.*", "");
    return new SipUri(options.from(), host, local.getPort(), parametersOf(hop.transport()))
        .toString();
  }

  private static Map<String, String> parametersOf(Transport transport) {
    return transport == Transport.TCP ? Map.of("transport", "tcp") : Map.of();
  }

  /// A tag or a name that nobody else has (RFC 3261 §19.3).
  String unique() {
    return hex(random.nextLong());
  }

  private static String hex(long number) {
    return "%016x".formatted(number);
  }

  // ---- for its calls --------------------------------------------------------------------------

  void forget(PhoneCall call) {
    switchboard.remove(call);
  }

  /// Our media address as the peer must see it.
  InetSocketAddress seenFrom(Hop peer, InetSocketAddress local) {
    return local.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(agent.addressTowards(peer).getAddress(), local.getPort())
        : local;
  }

  void run(Runnable action) {
    try {
      thread.execute(guarded(action));
    } catch (RejectedExecutionException e) {
      log.debug("A call was told something while the phone was closing");
    }
  }

  Future<?> later(Duration delay, Runnable action) {
    return thread.schedule(guarded(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Runnable guarded(Runnable action) {
    return () -> {
      try {
        action.run();
      } catch (RuntimeException e) { // the root of the thread: one call's fault is not another's
        log.error("A call's event failed", e);
      }
    };
  }

  /// Closes sockets and threads. Calls under way are cut without a word: hang up first.
  @Override
  public void close() {
    agent.close();
    thread.shutdownNow();
    lines.close();
  }

  /// All calls that are not over, for those who must end them.
  public List<PhoneCall> calls() {
    return switchboard.calls();
  }
}
