package io.oratio.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.call.CallSamples;
import io.oratio.domain.call.CallStatus;
import io.oratio.domain.call.InMemoryOutboundCalls;
import io.oratio.domain.call.OutboundCall;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.tenant.TenantId;
import io.oratio.gateway.call.Termination;
import io.oratio.gateway.call.Termination.Reason;
import io.oratio.gateway.line.DialOrder;
import io.oratio.gateway.line.DialProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutboundDeskTest {
  private final TenantId tenant = Samples.newTenant();
  private final InMemoryOutboundCalls calls = new InMemoryOutboundCalls();
  private final Clock clock =
      Clock.fixed(CallSamples.call(tenant, "x").createdAt(), ZoneOffset.UTC);
  private final InProcessLiveEvents events = new InProcessLiveEvents(clock);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger ids = new AtomicInteger();
  private final Phone phone = new Phone();
  private final List<OutboundDesk> desks = new ArrayList<>();

  private record Ringing(DialOrder order, DialProgress progress) {}

  /// Takes orders down; a test lets the other end do the rest.
  private static final class Phone implements OutboundDesk.Dialling {
    final BlockingQueue<Ringing> dialled = new LinkedBlockingQueue<>();
    final AtomicBoolean isOpen = new AtomicBoolean(true);
    volatile Optional<Termination> obstacle = Optional.empty();

    @Override
    public Optional<Termination> dial(DialOrder order, DialProgress progress) {
      dialled.add(new Ringing(order, progress));
      return obstacle;
    }

    @Override
    public Optional<OutboundDesk.Way> way(OutboundCall call) {
      return call.trunkId().map(it -> new OutboundDesk.Way(it, "+15550100"));
    }

    @Override
    public BooleanSupplier isOpen() {
      return isOpen::get;
    }

    Ringing next() throws InterruptedException {
      Ringing next = dialled.poll(20, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      return next;
    }
  }

  private OutboundDesk desk(String node, Clock at) {
    OutboundDesk desk =
        new OutboundDesk(
            calls, events, phone, node, () -> "ses_" + ids.incrementAndGet(), at, threads);
    desks.add(desk);
    return desk;
  }

  private void reserve(String callId) {
    OutboundCall call = CallSamples.call(tenant, callId);
    calls.reserve(call, CallSamples.reservation(callId));
    events.publish(
        tenant, LiveEvent.Draft.ofTenant(LiveEventType.CALL_CHANGED, clock.instant(), "{}"));
  }

  private OutboundCall awaitStatus(String callId, CallStatus status) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (calls.find(tenant, callId).orElseThrow().status() != status) {
      assertThat(System.nanoTime()).as("waited too long for %s", status).isLessThan(end);
      LockSupport.parkNanos(2_000_000);
    }
    return calls.find(tenant, callId).orElseThrow();
  }

  @AfterEach
  void close() {
    desks.forEach(OutboundDesk::close);
    threads.shutdown();
    events.close();
  }

  @Test
  void dialsAReservedCallAndWritesHowItGoes() throws Exception {
    desk("one", clock);
    reserve("call_1");
    Ringing ringing = phone.next();
    assertThat(ringing.order().callId()).isEqualTo("call_1");
    ringing.progress().ringing();
    ringing.progress().answered();
    OutboundCall answered = awaitStatus("call_1", CallStatus.ANSWERED);
    assertThat(answered.sessionId()).contains(ringing.order().sessionId());
    assertThat(desks.getFirst().sessionOf(tenant, "call_1")).isEqualTo(answered.sessionId());
    assertThat(desks.getFirst().sessionOf(Samples.newTenant(), "call_1")).isEmpty();
    ringing.progress().ended(new Termination(Reason.CALLEE_HUNG_UP));

    OutboundCall over = awaitStatus("call_1", CallStatus.COMPLETED);
    assertThat(over.failure()).contains("callee_hung_up");
    assertThat(desks.getFirst().sessionOf(tenant, "call_1")).isEmpty();
  }

  @Test
  void tellsBusyDeclinedNoAnswerAndFailureApart() throws Exception {
    desk("one", clock);
    record Case(Reason reason, CallStatus status) {}
    List<Case> cases =
        List.of(
            new Case(Reason.CALLEE_BUSY, CallStatus.BUSY),
            new Case(Reason.CALLEE_DECLINED, CallStatus.DECLINED),
            new Case(Reason.NO_ANSWER, CallStatus.NO_ANSWER),
            new Case(Reason.OPERATOR, CallStatus.CANCELLED),
            new Case(Reason.CALLEE_UNREACHABLE, CallStatus.FAILED));
    for (Case it : cases) {
      reserve("call_" + it.reason());
      Ringing ringing = phone.next();
      ringing.progress().ringing();
      ringing.progress().ended(new Termination(it.reason()));
      awaitStatus("call_" + it.reason(), it.status());
    }
  }

  @Test
  void dialsEachCallOnceHoweverManyGatewaysLook() throws Exception {
    desk("one", clock);
    desk("two", clock);
    desk("three", clock);
    for (int i = 0; i < 40; i++) {
      reserve("call_" + i);
    }
    List<String> dialled = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      dialled.add(phone.next().order().callId());
    }
    assertThat(dialled).doesNotHaveDuplicates().hasSize(40);
    assertThat(phone.dialled).isEmpty();
  }

  @Test
  void closesWhatACrashLeftAndNeverDialsItAgain() {
    reserve("call_1");
    calls.claim(tenant, "call_1", "one", clock.instant());
    reserve("call_2");
    calls.claim(tenant, "call_2", "other", clock.instant());
    desk("one", clock);

    assertThat(awaitStatus("call_1", CallStatus.FAILED).failure()).contains("process_killed");
    assertThat(calls.find(tenant, "call_2").orElseThrow().status()).isEqualTo(CallStatus.DIALLING);
    assertThat(phone.dialled).isEmpty();
  }

  @Test
  void doesNotDialWhatNobodyExpectsAnyMore() {
    reserve("call_1");
    Instant late = clock.instant().plus(OutboundDesk.STALE_AFTER).plusSeconds(1);
    desk("one", Clock.fixed(late, ZoneOffset.UTC));

    assertThat(awaitStatus("call_1", CallStatus.FAILED).failure()).contains("no_gateway_in_time");
    assertThat(phone.dialled).isEmpty();
  }

  @Test
  void leavesCallsToOthersWhileItDrains() throws Exception {
    phone.isOpen.set(false);
    desk("one", clock);
    reserve("call_1");
    reserve("call_2");
    phone.isOpen.set(true);
    // A round that was under way may have passed the first one by.
    assertThat(List.of(phone.next().order().callId(), phone.next().order().callId()))
        .containsExactlyInAnyOrder("call_1", "call_2");
  }

  @Test
  void saysWhyACallCouldNotBegin() throws Exception {
    phone.obstacle = Optional.of(new Termination(Reason.TRUNK_CANNOT_DIAL));
    desk("one", clock);
    reserve("call_1");
    phone.next();
    assertThat(awaitStatus("call_1", CallStatus.FAILED).failure()).contains("trunk_cannot_dial");
  }
}
