package io.oratio.control.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oratio.control.web.ErrorCode;
import io.oratio.control.web.Refusal;
import io.oratio.domain.Samples;
import io.oratio.domain.agent.AgentStatus;
import io.oratio.domain.agent.AgentType;
import io.oratio.domain.agent.InMemoryAgents;
import io.oratio.domain.audit.InMemoryAuditLog;
import io.oratio.domain.call.CallFilter;
import io.oratio.domain.call.InMemoryOutboundCalls;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.number.InMemoryNumbers;
import io.oratio.domain.tenant.InMemoryTenantPolicies;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.InMemoryTrunks;
import io.oratio.runtime.destination.DestinationGate;
import io.oratio.runtime.destination.PhoneNumbers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReservingTest {
  private static final CallWish WISH =
      new CallWish(
          "reception", "+14155550142", Optional.empty(), Optional.empty(), 45, Map.of("a", "b"));

  private final TenantId ours = Samples.newTenant();
  private final InMemoryOutboundCalls calls = new InMemoryOutboundCalls();
  private final InMemoryAgents agents = new InMemoryAgents();
  private final InMemoryTrunks trunks = new InMemoryTrunks();
  private final InMemoryTenantPolicies policies = new InMemoryTenantPolicies();
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private final PinnedClock clock = new PinnedClock();
  private final InProcessLiveEvents events = new InProcessLiveEvents(clock);
  private final Reserving reserving = reserving(5);

  /// Stands until it is moved.
  private static final class PinnedClock extends Clock {
    private volatile Instant now = Samples.MORNING;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void settle() {
    Callers.settle(trunks, agents, ours, "reception");
  }

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void makesOneCallOfFiftyRequestsWithOneKey() throws Exception {
    List<Reserving.Reserved> answers = fifty(_ -> reserving.reserve(asker("k"), WISH));
    assertThat(answers)
        .extracting(Reserving.Reserved::callId)
        .hasSize(50)
        .containsOnly(answers.getFirst().callId());
    assertThat(answers).filteredOn(it -> !it.isReplay()).hasSize(1);
    assertThat(all()).hasSize(1);
    assertThat(audit.entries(ours, 0, 100)).hasSize(1);
  }

  @Test
  void letsNoMoreCallsThroughTwoControlPlanesThanTheTenantMayMakeAtOnce() throws Exception {
    Callers.mayCallAtOnce(policies, ours, 4);
    Reserving another = reserving(1000);
    Reserving one = reserving(1000);
    List<Optional<ErrorCode>> answers =
        fifty(
            i -> {
              try {
                (i % 2 == 0 ? one : another).reserve(asker("k" + i), WISH);
                return Optional.empty();
              } catch (Refusal e) {
                return Optional.of(e.code());
              }
            });
    assertThat(answers).filteredOn(Optional::isEmpty).hasSize(4);
    assertThat(answers)
        .filteredOn(Optional::isPresent)
        .hasSize(46)
        .containsOnly(Optional.of(ErrorCode.QUOTA_EXCEEDED));
    assertThat(all()).hasSize(4);
  }

  @Test
  void countsAKeyForADayAndThenNoMore() {
    String first = reserving.reserve(asker("k"), WISH).callId();
    clock.pass(Duration.ofHours(24).minusMillis(1));
    assertThat(reserving.reserve(asker("k"), WISH)).isEqualTo(new Reserving.Reserved(first, true));
    clock.pass(Duration.ofMillis(1));
    Reserving.Reserved second = reserving.reserve(asker("k"), WISH);
    assertThat(second.isReplay()).isFalse();
    assertThat(second.callId()).isNotEqualTo(first);
  }

  @Test
  void answersARepeatThoughEverythingHasChangedSince() {
    Callers.mayCallAtOnce(policies, ours, 1);
    String first = reserving.reserve(asker("k"), WISH).callId();
    Callers.mayCallAtOnce(policies, ours, 0);
    Callers.agent(agents, ours, "reception", AgentType.VOICE, AgentStatus.PAUSED);
    trunks.remove(ours, "carrier");
    assertThat(reserving.reserve(asker("k"), WISH)).isEqualTo(new Reserving.Reserved(first, true));
    assertThat(refusal(asker("k"), wishTo("+14155550143")))
        .isEqualTo(ErrorCode.IDEMPOTENCY_CONFLICT);
  }

  @Test
  void saysWhenNobodyKnowsWhetherItWasDialled() {
    String callId = reserving.reserve(asker("k"), WISH).callId();
    assertThat(calls.claim(ours, callId, "node-1", clock.instant())).isPresent();
    clock.pass(Duration.ofSeconds(45 + 60));
    assertThat(reserving.reserve(asker("k"), WISH).isReplay()).isTrue();
    clock.pass(Duration.ofSeconds(1));
    assertThat(refusal(asker("k"), WISH)).isEqualTo(ErrorCode.IDEMPOTENCY_STATE_UNKNOWN);
    assertThat(all()).hasSize(1);
  }

  @Test
  void endsTheDayAtItsLimit() {
    Callers.mayCallAtOnce(policies, ours, 100);
    for (int i = 0; i < 5; i++) {
      reserving.reserve(asker("k" + i), WISH);
    }
    assertThat(refusal(asker("one too many"), WISH)).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
    clock.pass(Duration.ofHours(24).plusMillis(1));
    assertThat(reserving.reserve(asker("the next day"), WISH).isReplay()).isFalse();
  }

  @Test
  void givesEachTenantItsOwnKeys() {
    TenantId theirs = Samples.newTenant();
    Callers.settle(trunks, agents, theirs, "reception");
    String callId = reserving.reserve(asker("k"), WISH).callId();
    Reserving.Reserved other = reserving.reserve(new Reserving.Asker(theirs, "user/2", "k"), WISH);
    assertThat(other.isReplay()).isFalse();
    assertThat(other.callId()).isNotEqualTo(callId);
    assertThat(calls.find(theirs, callId)).isEmpty();
  }

  private Reserving reserving(int callsPerDay) {
    return new Reserving(
        calls,
        new WayOut(
            agents,
            trunks,
            new InMemoryNumbers(),
            policies,
            new DestinationGate(new PhoneNumbers())),
        new CallLimits(policies, callsPerDay),
        new CallNews(events, audit),
        new CallSettings(callsPerDay, Duration.ofHours(24), Duration.ofMinutes(1)),
        clock);
  }

  private Reserving.Asker asker(String key) {
    return new Reserving.Asker(ours, "user/1", key);
  }

  private static CallWish wishTo(String number) {
    return new CallWish(
        WISH.agentId(), number, WISH.from(), WISH.trunkId(), WISH.ringSeconds(), WISH.metadata());
  }

  private ErrorCode refusal(Reserving.Asker asker, CallWish wish) {
    return catchThrowableOfType(Refusal.class, () -> reserving.reserve(asker, wish)).code();
  }

  private List<OutboundCall> all() {
    return calls.list(ours, CallFilter.all(), Optional.empty(), 100).items();
  }

  private interface Attempt<T> {
    T run(int index);
  }

  private static <T> List<T> fifty(Attempt<T> attempt) throws Exception {
    List<Callable<T>> attempts = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int index = i;
      attempts.add(() -> attempt.run(index));
    }
    List<T> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> answer : threads.invokeAll(attempts)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
