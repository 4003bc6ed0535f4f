package io.oratio.phone.call;

import io.oratio.media.path.Delays;
import io.oratio.phone.sdp.Negotiation;
import io.oratio.phone.sip.Dialog;
import io.oratio.phone.sip.Headers;
import io.oratio.phone.sip.Hop;
import io.oratio.phone.sip.NameAddr;
import io.oratio.phone.sip.Replies;
import io.oratio.phone.sip.ServerTransaction;
import io.oratio.phone.sip.SipAgent;
import io.oratio.phone.sip.SipCore;
import io.oratio.phone.sip.SipCounters;
import io.oratio.phone.sip.SipRequest;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
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
  private final Map<String, PhoneCall> calls = new ConcurrentHashMap<>();
  private volatile Incoming incoming =
      _ -> new Reaction.Refuse(480, "Temporarily Unavailable", Headers.NONE);

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
    this.agent =
        new SipAgent(
            new InetSocketAddress(settings.bindAddress(), settings.sipPort()),
            settings.timers(),
            thread,
            random,
            new Core(),
            settings.loss());
  }

  /// Says what to do with calls that come in; until then they are refused with 480.
  public void onCall(Incoming decision) {
    incoming = decision;
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
    return calls.size();
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
        NameAddr.of("sip:" + options.from() + "@" + hostTowards(hop))
            .withTag(hex(random.nextLong()));
    Dialog dialog =
        Dialog.calling(
            hex(random.nextLong()) + hex(random.nextLong()),
            local,
            uri,
            contact(options, hop),
            hop);
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
    NameAddr local = NameAddr.of("sip:ping@" + hostTowards(hop)).withTag(hex(random.nextLong()));
    Dialog dialog =
        Dialog.calling(hex(random.nextLong()), local, uri, contact(CallOptions.USUAL, hop), hop);
    CompletableFuture<SipResponse> done = new CompletableFuture<>();
    run(() -> agent.send(dialog.request("OPTIONS"), hop, new Pinging(done)));
    return done;
  }

  private PhoneCall open(Dialog dialog, CallOptions options, Consumer<CallEvent> listener)
      throws Unreachable {
    if (calls.size() >= settings.maxCalls()) {
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
      calls.put(keyOf(dialog.callId(), dialog.localTag()), call);
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

  private String contact(CallOptions options, Hop hop) {
    InetSocketAddress local = agent.addressTowards(hop);
    String host = local.getAddress().getHostAddress().replaceFirst("%.*", "");
    return new SipUri(options.from(), host, local.getPort(), parametersOf(hop.transport()))
        .toString();
  }

  private static Map<String, String> parametersOf(Transport transport) {
    return transport == Transport.TCP ? Map.of("transport", "tcp") : Map.of();
  }

  private static String hex(long number) {
    return "%016x".formatted(number);
  }

  private static String keyOf(String callId, String localTag) {
    return callId + " " + localTag;
  }

  // ---- for its calls --------------------------------------------------------------------------

  void forget(PhoneCall call) {
    calls.values().remove(call);
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

  /// What comes from the other side, brought to the call it belongs to.
  private final class Core implements SipCore {
    @Override
    public void request(ServerTransaction transaction) {
      SipRequest request = transaction.request();
      String tag = request.to().tag();
      if (!tag.isEmpty()) {
        PhoneCall call = calls.get(keyOf(request.callId(), tag));
        if (call != null && call.dialog().owns(request)) {
          call.requested(transaction);
        } else {
          transaction.respond(request.response(481, "Call/Transaction Does Not Exist", ""));
        }
        return;
      }
      switch (request.method()) {
        case "INVITE" -> invited(transaction);
        case "OPTIONS" -> {
          SipResponse ok = request.response(200, "OK", hex(random.nextLong()));
          transaction.respond(
              ok.with(ok.headers().with("Allow", METHODS).with("Accept", "application/sdp")));
        }
        default -> transaction.respond(request.response(405, "Method Not Allowed", ""));
      }
    }

    private void invited(ServerTransaction transaction) {
      SipRequest invite = transaction.request();
      Incoming decision = incoming;
      Reaction reaction = decision.react(invite);
      CallOptions options =
          reaction instanceof Reaction.Answer answer ? answer.options() : CallOptions.USUAL;
      Dialog dialog =
          Dialog.called(
              invite,
              hex(random.nextLong()),
              contact(options, transaction.source()),
              transaction.source());
      try {
        Telling telling = new Telling(decision);
        PhoneCall call = open(dialog, options, telling);
        telling.call = call;
        call.take(transaction, reaction);
        invites.put(transaction, call);
        call.ended().whenComplete((_, _) -> invites.remove(transaction));
      } catch (Unreachable e) {
        transaction.respond(invite.response(503, "Service Unavailable", dialog.localTag()));
      }
    }

    private final Map<ServerTransaction, PhoneCall> invites = new ConcurrentHashMap<>();

    @Override
    public void cancelled(ServerTransaction invite) {
      Optional.ofNullable(invites.get(invite)).ifPresent(PhoneCall::cancelled);
    }

    @Override
    public void acknowledged(SipRequest ack) {
      Optional.ofNullable(calls.get(keyOf(ack.callId(), ack.to().tag())))
          .ifPresent(call -> call.acknowledged(ack));
    }

    @Override
    public void answeredAgain(SipResponse response) {
      Optional.ofNullable(calls.get(keyOf(response.callId(), response.from().tag())))
          .ifPresent(call -> call.answeredAgain(response.cseq().number()));
    }
  }

  /// Tells the one who decided about a call what happens in it.
  private static final class Telling implements Consumer<CallEvent> {
    private final Incoming decision;
    private @Nullable PhoneCall call;

    Telling(Incoming decision) {
      this.decision = decision;
    }

    @Override
    public void accept(CallEvent event) {
      if (call != null) {
        decision.happened(call, event);
      }
    }
  }

  /// Waits for the answer to an OPTIONS.
  private record Pinging(CompletableFuture<SipResponse> done) implements Replies {
    @Override
    public void reply(SipResponse response) {
      if (!response.isProvisional()) {
        done.complete(response);
      }
    }

    @Override
    public void failed(Failure why) {
      CallOutcome outcome =
          switch (why) {
            case TIMED_OUT -> CallOutcome.NO_ANSWER;
            case UNREACHABLE -> CallOutcome.UNREACHABLE;
          };
      done.completeExceptionally(new CallFailed(outcome, 0, "no answer"));
    }
  }

  /// All calls that are not over, for those who must end them.
  public List<PhoneCall> calls() {
    return List.copyOf(calls.values());
  }
}
