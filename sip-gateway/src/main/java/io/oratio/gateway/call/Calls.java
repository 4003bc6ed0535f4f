package io.oratio.gateway.call;

import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Trunk;
import io.oratio.gateway.call.Termination.Reason;
import io.oratio.media.path.MediaPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The calls of this gateway: who may come in, who is here, and how they all leave. Any thread.
public final class Calls implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final CallRoom room;
  private final Observer observer;
  private final Map<String, Call> live = new ConcurrentHashMap<>();
  private final Map<String, Integer> perTrunk = new HashMap<>();
  private final Deque<Arrival> lastSecond = new ArrayDeque<>();
  private final Newsroom newsroom = new Newsroom();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("calls-ticker").factory());
  private int admitted;
  private volatile boolean draining;

  /// Hears how calls begin and end, on their mailboxes.
  public interface Observer {
    void began(CallFacts facts);

    /// A call went from one state to another.
    default void moved(CallFacts facts, CallTable.Row row) {}

    void refused(Termination why);

    /// A call's sound is over: what it was like can be read from its path.
    default void heard(MediaPath path) {}

    void ended(CallFacts facts, Termination why);
  }

  private record Arrival(String trunkId, Instant at) {}

  /// A place in the gateway, given before anything else is done for a call. It is used by [#begin]
  /// or given back.
  public final class Place {
    private final String trunkId;
    private boolean given;

    private Place(String trunkId) {
      this.trunkId = trunkId;
    }

    /// The call is not to be: the place is free again. A second time changes nothing.
    public void giveBack() {
      synchronized (perTrunk) {
        if (!given) {
          given = true;
          admitted--;
          perTrunk.merge(trunkId, -1, (a, b) -> a + b == 0 ? null : a + b);
        }
      }
    }
  }

  /// What admission says.
  public sealed interface Admission {
    /// There is room.
    record Admitted(Place place) implements Admission {}

    /// There is none.
    record Full(Termination why) implements Admission {}
  }

  public Calls(CallRoom room, Observer observer) {
    this.room = room;
    this.observer = observer;
    long period = LOOK_EVERY.toMillis();
    ticker.scheduleAtFixedRate(
        () -> live.values().forEach(Call::tick), period, period, TimeUnit.MILLISECONDS);
  }

  /// Asks for room for one more call.
  ///
  /// @param trunkId which trunk of which tenant, whoever calls through it; blank for a call without
  ///   one
  /// @param trunkMaxCalls the trunk's own limit
  /// @param trunkMaxCallsPerSecond the trunk's own limit
  public Admission admit(String trunkId, int trunkMaxCalls, int trunkMaxCallsPerSecond) {
    Reason reason;
    synchronized (perTrunk) {
      reason = obstacle(trunkId, trunkMaxCalls, trunkMaxCallsPerSecond);
      if (reason == null) {
        admitted++;
        perTrunk.merge(trunkId, 1, Integer::sum);
        lastSecond.add(new Arrival(trunkId, room.clock().instant()));
        return new Admission.Admitted(new Place(trunkId));
      }
    }
    Termination why = new Termination(reason);
    observer.refused(why);
    return new Admission.Full(why);
  }

  private @org.jspecify.annotations.Nullable Reason obstacle(
      String trunkId, int trunkMaxCalls, int trunkMaxCallsPerSecond) {
    Instant secondAgo = room.clock().instant().minusSeconds(1);
    while (!lastSecond.isEmpty() && lastSecond.peek().at().isBefore(secondAgo)) {
      lastSecond.poll();
    }
    if (draining) {
      return Reason.DRAINING;
    }
    if (admitted >= room.settings().maxCalls()) {
      return Reason.TOO_MANY_CALLS;
    }
    if (perTrunk.getOrDefault(trunkId, 0) >= trunkMaxCalls) {
      return Reason.TRUNK_BUSY;
    }
    long ofTrunk = lastSecond.stream().filter(it -> it.trunkId().equals(trunkId)).count();
    return lastSecond.size() >= room.settings().maxCallsPerSecond()
            || ofTrunk >= trunkMaxCallsPerSecond
        ? Reason.TOO_MANY_CALLS_A_SECOND
        : null;
  }

  /// The same for a call through a trunk, in either direction.
  public Admission admit(Trunk trunk) {
    return admit(
        trunk.tenantId() + "/" + trunk.trunkId(), trunk.maxCalls(), trunk.maxCallsPerSecond());
  }

  /// Begins a call that has been given a place. From here on the call answers for its line and leg.
  ///
  /// @param news hears what an onlooker may see, on the call's mailbox
  public void begin(Place place, CallFacts facts, Line line, Consumer<CallNews> news) {
    Call call =
        new Call(
            facts,
            line,
            room,
            observer,
            piece -> {
              news.accept(piece);
              newsroom.publish(facts, piece);
            },
            over -> {
              live.remove(facts.sessionId());
              place.giveBack();
              observer.ended(facts, over.termination());
            });
    live.put(facts.sessionId(), call);
    observer.began(facts);
    newsroom.publish(facts, new CallNews.Began());
    call.begin();
  }

  /// How many calls are here.
  public int count() {
    return live.size();
  }

  /// Who is here now.
  public Collection<CallFacts> live() {
    return List.copyOf(live.values()).stream().map(Call::facts).toList();
  }

  /// A call of the tenant's that is here now, to be commanded; another tenant's is not there.
  public Optional<LiveCall> find(TenantId tenantId, String sessionId) {
    return Optional.ofNullable(live.get(sessionId))
        .filter(call -> call.facts().agent().tenantId().equals(tenantId))
        .map(Call::desk);
  }

  /// Where the news of all calls is heard.
  public Newsroom newsroom() {
    return newsroom;
  }

  /// Ends a call.
  ///
  /// @return whether it was here
  public boolean end(String sessionId, Reason why) {
    return Optional.ofNullable(live.get(sessionId))
        .map(
            call -> {
              call.end(why);
              return true;
            })
        .orElse(false);
  }

  /// Takes no new calls from now on; those here go on.
  public void drain() {
    draining = true;
  }

  /// Whether new calls are taken.
  public boolean isDraining() {
    return draining;
  }

  /// Drains, waits for the calls to end by themselves, and ends those that have not.
  public void drainAndEnd(Duration patience) throws InterruptedException {
    drain();
    waitForNone(patience);
    live.values().forEach(call -> call.end(Reason.OPERATOR));
    waitForNone(Duration.ofSeconds(5));
  }

  private void waitForNone(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!live.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    newsroom.close();
  }
}
