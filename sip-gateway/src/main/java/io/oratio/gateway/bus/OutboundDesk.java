package io.oratio.gateway.bus;

import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.call.OutboundCall.Change;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.tenant.TenantId;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.line.DialOrder;
import io.oratio.gateway.line.DialProgress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Dials the calls that were reserved. A call is claimed in its store before it is dialled, so that
/// of several gateways one dials it, and none dials it again after a crash: what a crash left
/// behind is closed at the next start of the same node, never repeated.
///
/// It looks when a live event says that there is something, and every two seconds in case the event
/// was lost.
public final class OutboundDesk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutboundDesk.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long LOOK_EVERY_MS = 2_000;
  private static final int AT_ONCE = 50;
  private static final int WRITES_TRIED = 60;
  private static final long BETWEEN_WRITES_MS = 1_000;

  /// After that nobody who asked for the call expects it any more.
  static final Duration STALE_AFTER = Duration.ofMinutes(2);

  private final OutboundCalls calls;
  private final LiveEvents events;
  private final Dialling dialling;
  private final String node;
  private final Supplier<String> sessionIds;
  private final Clock clock;
  private final Executor threads;
  private final Semaphore nudges = new Semaphore(0);
  private final Subscription listening;
  private final Thread thread;
  private final Map<String, String> sessions = new ConcurrentHashMap<>();
  private boolean isFailing;

  /// The way out: the gateway's dialler.
  public interface Dialling {
    /// Begins a call; see [io.oratio.gateway.line.Dialler#dial].
    Optional<Termination> dial(DialOrder order, DialProgress progress);

    /// The call's trunk and what it shows as the caller; empty when its tenant has no such trunk.
    Optional<Way> way(OutboundCall call);

    /// Whether new calls are taken at all; not while the gateway drains.
    BooleanSupplier isOpen();
  }

  /// How a call goes out.
  ///
  /// @param from the number or SIP user that is shown
  public record Way(String trunkId, String from) {}

  /// Closes what this node left unfinished, and begins to look.
  ///
  /// @param threads for the store's answers to a call's progress; a new one for each is fine
  public OutboundDesk(
      OutboundCalls calls,
      LiveEvents events,
      Dialling dialling,
      String node,
      Supplier<String> sessionIds,
      Clock clock,
      Executor threads) {
    this.calls = calls;
    this.events = events;
    this.dialling = dialling;
    this.node = node;
    this.sessionIds = sessionIds;
    this.clock = clock;
    this.threads = threads;
    this.listening =
        events.subscribeAll(
            event -> {
              if (event.type() == LiveEventType.CALL_CHANGED) {
                nudges.release();
              }
            });
    this.thread = Thread.ofVirtual().name("outbound-desk").start(this::work);
  }

  private void work() {
    try {
      boolean closed = false;
      while (!Thread.currentThread().isInterrupted()) {
        try {
          if (!closed) {
            calls.unfinishedOn(node).forEach(this::closeLeft);
            closed = true;
          }
          look();
          isFailing = false;
        } catch (
            RuntimeException e) { // the root of this thread: a store that is away is asked again
          if (!isFailing) {
            isFailing = true;
            log.error("the reserved calls could not be read: see to the database", e);
          }
        }
        if (nudges.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
          nudges.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// The session of a call that this gateway has dialled and that is not over.
  Optional<String> sessionOf(TenantId tenantId, String callId) {
    return Optional.ofNullable(sessions.get(key(tenantId, callId)));
  }

  private static String key(TenantId tenantId, String callId) {
    return tenantId + "/" + callId;
  }

  private void closeLeft(OutboundCall call) {
    move(call, CallStatus.FAILED, Change.at(clock.instant()).because("process_killed"));
  }

  private void look() {
    if (!dialling.isOpen().getAsBoolean()) {
      return;
    }
    for (OutboundCall call : calls.waiting(AT_ONCE)) {
      if (call.createdAt().plus(STALE_AFTER).isBefore(clock.instant())) {
        move(call, CallStatus.FAILED, Change.at(clock.instant()).because("no_gateway_in_time"));
        continue;
      }
      calls
          .claim(call.tenantId(), call.callId(), node, clock.instant())
          .ifPresent(claimed -> threads.execute(() -> dial(claimed)));
    }
  }

  private void dial(OutboundCall call) {
    try {
      Optional<Way> way = dialling.way(call);
      if (way.isEmpty()) {
        move(call, CallStatus.FAILED, Change.at(clock.instant()).because("no_trunk"));
        return;
      }
      tell(call);
      String sessionId = call.sessionId().orElseGet(sessionIds);
      DialOrder order =
          new DialOrder(
              call.tenantId(),
              call.callId(),
              sessionId,
              call.agentId(),
              OptionalInt.empty(),
              way.get().trunkId(),
              call.to(),
              way.get().from(),
              Duration.ofSeconds(call.ringSeconds()),
              call.metadata(),
              Map.of());
      sessions.put(key(call.tenantId(), call.callId()), sessionId);
      dialling
          .dial(order, new Progress(call, sessionId))
          .ifPresent(
              why -> {
                sessions.remove(key(call.tenantId(), call.callId()));
                move(call, statusOf(why), because(why));
              });
    } catch (RuntimeException e) { // the root of this call's task: it is claimed and must end
      log.error("call {} could not be dialled", call.callId(), e);
      move(call, CallStatus.FAILED, Change.at(clock.instant()).because("internal"));
    }
  }

  /// The status of a call that ended before anybody answered it.
  static CallStatus statusOf(Termination why) {
    return switch (why.reason()) {
      case CALLEE_BUSY -> CallStatus.BUSY;
      case NO_ANSWER -> CallStatus.NO_ANSWER;
      case CALLEE_DECLINED -> CallStatus.DECLINED;
      case OPERATOR, CALLER_CANCELLED -> CallStatus.CANCELLED;
      case CALLER_HUNG_UP,
          CALLEE_HUNG_UP,
          AGENT_HUNG_UP,
          TRANSFERRED,
          CALLER_SILENT,
          TIME_LIMIT,
          NO_SUCH_NUMBER,
          AGENT_PAUSED,
          NO_SUCH_AGENT,
          NO_SUCH_TRUNK,
          TRUNK_CANNOT_DIAL,
          NO_COMMON_CODEC,
          TRUNK_BUSY,
          CALLEE_UNREACHABLE,
          CALL_REFUSED,
          MEDIA_TIMEOUT,
          LINE_LOST,
          ENGINE_UNAVAILABLE,
          ENGINE_FAILED,
          TOO_MANY_CALLS,
          TOO_MANY_CALLS_A_SECOND,
          NO_PORT,
          DRAINING,
          STORE_UNAVAILABLE,
          PROCESS_KILLED,
          INTERNAL ->
          CallStatus.FAILED;
    };
  }

  private Change because(Termination why) {
    return Change.at(clock.instant()).because(why.ending().reason());
  }

  private void move(OutboundCall call, CallStatus status, Change change) {
    calls.move(call.tenantId(), call.callId(), status, change).ifPresent(this::tell);
  }

  private void tell(OutboundCall call) {
    events.publish(
        call.tenantId(),
        new LiveEvent.Draft(
            LiveEventType.CALL_CHANGED,
            clock.instant(),
            call.sessionId(),
            Optional.of(call.agentId()),
            JSON.createObjectNode()
                .put("callId", call.callId())
                .put("status", call.status().wireName())
                .toString()));
  }

  /// A call's progress, written in order on threads that may wait for the store.
  private final class Progress implements DialProgress {
    private final OutboundCall call;
    private final String sessionId;
    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isWriting = new AtomicBoolean();
    private volatile boolean wasAnswered;

    private Progress(OutboundCall call, String sessionId) {
      this.call = call;
      this.sessionId = sessionId;
    }

    @Override
    public void ringing() {
      write(CallStatus.RINGING, Change.at(clock.instant()).in(sessionId));
    }

    @Override
    public void answered() {
      wasAnswered = true;
      write(CallStatus.ANSWERED, Change.at(clock.instant()).in(sessionId));
    }

    @Override
    public void ended(Termination why) {
      CallStatus status =
          !wasAnswered
              ? statusOf(why)
              : why.result() == Termination.Result.COMPLETED
                  ? CallStatus.COMPLETED
                  : CallStatus.FAILED;
      sessions.remove(key(call.tenantId(), call.callId()));
      write(status, because(why).in(sessionId));
    }

    private void write(CallStatus status, Change change) {
      steps.add(() -> move(call, status, change));
      threads.execute(this::empty);
    }

    private void empty() {
      while (!steps.isEmpty() && isWriting.compareAndSet(false, true)) {
        try {
          for (Runnable step = steps.peek(); step != null; step = steps.peek()) {
            persist(step);
            steps.remove();
          }
        } finally {
          isWriting.set(false);
        }
      }
    }

    /// A store that is away is asked again for a while; then the node's next start closes the call.
    private void persist(Runnable step) {
      for (int i = 1; ; i++) {
        try {
          step.run();
          return;
        } catch (RuntimeException e) { // whatever the store's trouble is
          if (i == WRITES_TRIED || !paused()) {
            log.error("the progress of call {} could not be written", call.callId(), e);
            return;
          }
        }
      }
    }

    private static boolean paused() {
      try {
        Thread.sleep(BETWEEN_WRITES_MS);
        return true;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /// The calls that were begun go on; no further one is.
  @Override
  public void close() {
    listening.close();
    thread.interrupt();
  }
}
