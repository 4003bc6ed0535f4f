package io.oratio.domain.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.page.Cursor;
import io.oratio.domain.page.Page;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store of outbound calls does. The store may hold other tenants' calls from before.
public abstract class OutboundCallsContract {
  private static final Instant LATER = Samples.MORNING.plusSeconds(7);

  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();
  private final String node = "node-" + UUID.randomUUID();
  private final OutboundCall call = CallSamples.call(ours, "call_1");

  /// The store under test, the same for one test.
  protected abstract OutboundCalls calls();

  @Test
  void writesACallBeforeAnybodyDials() {
    assertThat(calls().reserve(call, CallSamples.reservation("key")))
        .isEqualTo(new Reservation.Reserved(call));
    assertThat(calls().find(ours, "call_1")).contains(call);
  }

  @Test
  void keepsEveryPartOfACall() {
    OutboundCall full =
        new OutboundCall(
            ours,
            "call_full",
            "reception",
            Samples.MANY_SCRIPTS,
            Samples.MANY_SCRIPTS,
            Optional.empty(),
            300,
            CallStatus.RESERVED,
            Optional.of("ses_7"),
            Optional.of(Samples.MANY_SCRIPTS),
            Optional.empty(),
            Map.of("word", Samples.MANY_SCRIPTS, "", "", "ä\"", "\u0001"),
            Samples.MANY_SCRIPTS,
            Samples.MORNING,
            LATER,
            Optional.empty(),
            Optional.empty());
    calls().reserve(full, CallSamples.reservation(Samples.MANY_SCRIPTS));
    assertThat(calls().find(ours, "call_full")).contains(full);
  }

  @Test
  void repeatsTheAnswerForTheSameRequestAsTheCallNowStands() {
    calls().reserve(call, CallSamples.reservation("key"));
    OutboundCall again = CallSamples.call(ours, "call_2");
    assertThat(calls().reserve(again, CallSamples.reservation("key")))
        .isEqualTo(new Reservation.Replayed(call));
    OutboundCall claimed = calls().claim(ours, "call_1", node, LATER).orElseThrow();
    assertThat(calls().reserve(again, CallSamples.reservation("key")))
        .isEqualTo(new Reservation.Replayed(claimed));
    assertThat(calls().find(ours, "call_2")).isEmpty();
  }

  @Test
  void refusesAnotherRequestOfTheSameKey() {
    calls().reserve(call, CallSamples.reservation("key"));
    Reservation other = new Reservation("key", "another hash", LATER.plus(Duration.ofDays(1)));
    assertThat(calls().reserve(CallSamples.call(ours, "call_2"), other))
        .isEqualTo(new Reservation.Conflicting());
    assertThat(calls().find(ours, "call_2")).isEmpty();
    assertThat(calls().reserve(CallSamples.call(ours, "call_2"), CallSamples.reservation("key")))
        .isEqualTo(new Reservation.Replayed(call));
  }

  @Test
  void countsAKeyWithinItsTenantOnly() {
    OutboundCall other = CallSamples.call(theirs, "call_1");
    calls().reserve(call, CallSamples.reservation("key"));
    assertThat(calls().reserve(other, new Reservation("key", "another", LATER)))
        .isEqualTo(new Reservation.Reserved(other));
    OutboundCall second = CallSamples.call(ours, "call_2");
    assertThat(calls().reserve(second, CallSamples.reservation("Key")))
        .isEqualTo(new Reservation.Reserved(second));
  }

  @Test
  void countsAnExpiredKeyNoMore() {
    Reservation brief = new Reservation("key", "hash", LATER);
    calls().reserve(call, brief);
    OutboundCall justBefore = CallSamples.call(ours, "call_2", "reception", LATER.minusNanos(1000));
    assertThat(calls().reserve(justBefore, CallSamples.reservation("key")))
        .isEqualTo(new Reservation.Replayed(call));
    OutboundCall after = CallSamples.call(ours, "call_3", "reception", LATER);
    assertThat(calls().reserve(after, new Reservation("key", "new", LATER.plusSeconds(9))))
        .isEqualTo(new Reservation.Reserved(after));
    assertThat(calls().reserve(after, new Reservation("key", "new", LATER.plusSeconds(9))))
        .isEqualTo(new Reservation.Replayed(after));
    assertThat(calls().find(ours, "call_1")).contains(call);
  }

  @Test
  void forgetsExpiredKeysAndNoOthers() {
    calls().reserve(call, new Reservation("old", "hash", LATER));
    OutboundCall second = CallSamples.call(ours, "call_2");
    calls().reserve(second, CallSamples.reservation("new"));
    calls().forgetExpired(LATER, 1000);
    assertThat(calls().reserve(CallSamples.call(ours, "call_3"), CallSamples.reservation("new")))
        .isEqualTo(new Reservation.Replayed(second));
    assertThat(calls().find(ours, "call_1")).contains(call);
  }

  @Test
  void refusesAnIdThatIsTakenAndKeepsTheKeyFree() {
    calls().reserve(call, CallSamples.reservation("key"));
    assertThatIllegalStateException()
        .isThrownBy(() -> calls().reserve(call, CallSamples.reservation("other")));
    OutboundCall second = CallSamples.call(ours, "call_2");
    assertThat(calls().reserve(second, CallSamples.reservation("other")))
        .isEqualTo(new Reservation.Reserved(second));
  }

  @Test
  void refusesABeginningThatIsNone() {
    OutboundCall dialling = call.claimedBy(node, LATER);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> calls().reserve(dialling, CallSamples.reservation("key")));
    assertThat(calls().find(ours, "call_1")).isEmpty();
  }

  @Test
  void reservesOneOfFiftyRequestsWithTheSameKey() throws Exception {
    reserveFiftyTimes(Samples.MORNING);
  }

  @Test
  void reservesOneOfFiftyRequestsWithAKeyThatHasExpired() throws Exception {
    calls().reserve(call, new Reservation("key", "hash", LATER));
    reserveFiftyTimes(LATER);
  }

  private void reserveFiftyTimes(Instant now) throws Exception {
    List<Reservation.Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    Concurrently.run(
        16,
        IntStream.range(0, 50)
            .<Runnable>mapToObj(
                it ->
                    () ->
                        outcomes.add(
                            calls()
                                .reserve(
                                    CallSamples.call(ours, "call_p" + it, "reception", now),
                                    CallSamples.reservation("key"))))
            .toList());
    List<OutboundCall> reserved =
        outcomes.stream()
            .filter(Reservation.Reserved.class::isInstance)
            .map(it -> ((Reservation.Reserved) it).call())
            .toList();
    assertThat(reserved).hasSize(1);
    assertThat(outcomes)
        .filteredOn(it -> !(it instanceof Reservation.Reserved))
        .hasSize(49)
        .containsOnly(new Reservation.Replayed(reserved.getFirst()));
    assertThat(allOf(CallFilter.all(), 100))
        .filteredOn(it -> it.callId().startsWith("call_p"))
        .containsExactlyElementsOf(reserved);
  }

  @Test
  void reservesNoMoreCallsThanThereIsRoomFor() {
    Reservation.Allowance two = new Reservation.Allowance(2, 3, Samples.MORNING.minusSeconds(60));
    Instant old = Samples.MORNING.minusSeconds(61);
    calls().reserve(CallSamples.call(ours, "call_0", "reception", old), keyed("k0"), two);
    assertThat(calls().reserve(call, keyed("k1"), two)).isEqualTo(new Reservation.Reserved(call));
    calls().reserve(CallSamples.call(theirs, "call_1"), keyed("k1"), two);
    calls().reserve(CallSamples.call(ours, "call_2"), keyed("k2"), two);
    assertThat(calls().reserve(CallSamples.call(ours, "call_3"), keyed("k3"), two))
        .isEqualTo(new Reservation.Full(Reservation.Limit.AT_ONCE));
    assertThat(calls().find(ours, "call_3")).isEmpty();
    assertThat(calls().reserve(CallSamples.call(ours, "call_4"), keyed("k1"), two))
        .isEqualTo(new Reservation.Replayed(call));
    calls().move(ours, "call_1", CallStatus.CANCELLED, OutboundCall.Change.at(LATER));
    OutboundCall third = CallSamples.call(ours, "call_3");
    assertThat(calls().reserve(third, keyed("k3"), two)).isEqualTo(new Reservation.Reserved(third));
    calls().move(ours, "call_3", CallStatus.CANCELLED, OutboundCall.Change.at(LATER));
    assertThat(calls().reserve(CallSamples.call(ours, "call_5"), keyed("k5"), two))
        .isEqualTo(new Reservation.Full(Reservation.Limit.IN_ALL));
  }

  @Test
  void keepsTheRoomAlsoForManyAtOnce() throws Exception {
    Reservation.Allowance four =
        new Reservation.Allowance(4, 100, Samples.MORNING.minusSeconds(60));
    List<Reservation.Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    Concurrently.run(
        8,
        IntStream.range(0, 24)
            .<Runnable>mapToObj(
                it ->
                    () ->
                        outcomes.add(
                            calls()
                                .reserve(
                                    CallSamples.call(ours, "call_r" + it),
                                    keyed("room" + it),
                                    four)))
            .toList());
    assertThat(outcomes).filteredOn(Reservation.Reserved.class::isInstance).hasSize(4);
    assertThat(outcomes)
        .filteredOn(it -> !(it instanceof Reservation.Reserved))
        .hasSize(20)
        .containsOnly(new Reservation.Full(Reservation.Limit.AT_ONCE));
  }

  private static Reservation keyed(String key) {
    return CallSamples.reservation(key);
  }

  @Test
  void givesACallToOneGatewayOnce() throws Exception {
    calls().reserve(call, CallSamples.reservation("key"));
    List<OutboundCall> claimed = Collections.synchronizedList(new ArrayList<>());
    Concurrently.run(
        8,
        IntStream.range(0, 24)
            .<Runnable>mapToObj(
                it -> () -> calls().claim(ours, "call_1", node + it, LATER).ifPresent(claimed::add))
            .toList());
    assertThat(claimed).hasSize(1);
    OutboundCall won = claimed.getFirst();
    assertThat(won).isEqualTo(call.claimedBy(won.node().orElseThrow(), LATER));
    assertThat(calls().find(ours, "call_1")).contains(won);
    assertThat(calls().claim(ours, "call_1", won.node().orElseThrow(), LATER)).isEmpty();
  }

  @Test
  void isEitherClaimedOrGivenUpBeforeAndNeverBoth() throws Exception {
    List<Runnable> deeds = new ArrayList<>();
    List<String> claimed = Collections.synchronizedList(new ArrayList<>());
    List<String> cancelled = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < 20; i++) {
      String id = "call_" + i;
      calls().reserve(CallSamples.call(ours, id), CallSamples.reservation(id));
      deeds.add(() -> calls().claim(ours, id, node, LATER).ifPresent(_ -> claimed.add(id)));
      deeds.add(
          () ->
              calls()
                  .move(ours, id, CallStatus.CANCELLED, OutboundCall.Change.at(LATER))
                  .filter(it -> it.node().isEmpty())
                  .ifPresent(_ -> cancelled.add(id)));
    }
    Concurrently.run(8, deeds);
    claimed.addAll(cancelled);
    assertThat(claimed).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void movesACallAlongItsTableToItsEnd() {
    calls().reserve(call, CallSamples.reservation("key"));
    OutboundCall dialling = calls().claim(ours, "call_1", node, LATER).orElseThrow();
    OutboundCall ringing = moved(dialling, CallStatus.RINGING, OutboundCall.Change.at(LATER));
    OutboundCall answered =
        moved(ringing, CallStatus.ANSWERED, OutboundCall.Change.at(LATER).in("ses_7"));
    OutboundCall over =
        moved(answered, CallStatus.COMPLETED, OutboundCall.Change.at(LATER.plusSeconds(60)));
    assertThat(ringing.answeredAt()).isEmpty();
    assertThat(over.answeredAt()).contains(LATER);
    assertThat(over.endedAt()).contains(LATER.plusSeconds(60));
    assertThat(over.sessionId()).contains("ses_7");
    assertThat(over.node()).contains(node);
  }

  @Test
  void keepsWhyACallCameToNothing() {
    calls().reserve(call, CallSamples.reservation("key"));
    OutboundCall dialling = calls().claim(ours, "call_1", node, LATER).orElseThrow();
    OutboundCall failed =
        moved(
            dialling,
            CallStatus.FAILED,
            OutboundCall.Change.at(LATER).because(Samples.MANY_SCRIPTS));
    assertThat(failed.failure()).contains(Samples.MANY_SCRIPTS);
    assertThat(failed.sessionId()).isEmpty();
    assertThat(failed.answeredAt()).isEmpty();
  }

  private OutboundCall moved(OutboundCall from, CallStatus to, OutboundCall.Change change) {
    OutboundCall moved = calls().move(ours, from.callId(), to, change).orElseThrow();
    assertThat(moved).isEqualTo(from.moved(to, change));
    assertThat(calls().find(ours, from.callId())).contains(moved);
    return moved;
  }

  @Test
  void goesNoOtherWayThanItsTable() {
    for (CallStatus from : CallStatus.values()) {
      for (CallStatus to : CallStatus.values()) {
        if (to == CallStatus.RESERVED || to == CallStatus.DIALLING) {
          assertThatIllegalArgumentException()
              .isThrownBy(() -> calls().move(ours, "call_1", to, OutboundCall.Change.at(LATER)));
        } else {
          String id = "call_" + from + "_" + to;
          OutboundCall before = standing(id, from);
          assertThat(calls().move(ours, id, to, OutboundCall.Change.at(LATER)).isPresent())
              .as("%s to %s", from, to)
              .isEqualTo(from.mayBecome(to));
          assertThat(calls().find(ours, id).orElseThrow().status())
              .isEqualTo(from.mayBecome(to) ? to : before.status());
        }
      }
    }
    assertThat(calls().move(ours, "call_none", CallStatus.FAILED, OutboundCall.Change.at(LATER)))
        .isEmpty();
    assertThat(calls().claim(ours, "call_none", node, LATER)).isEmpty();
  }

  private OutboundCall standing(String id, CallStatus status) {
    calls().reserve(CallSamples.call(ours, id), CallSamples.reservation(id));
    if (status != CallStatus.RESERVED) {
      calls().claim(ours, id, node, LATER);
    }
    if (status == CallStatus.COMPLETED) {
      calls().move(ours, id, CallStatus.ANSWERED, OutboundCall.Change.at(LATER));
    }
    if (status != CallStatus.RESERVED && status != CallStatus.DIALLING) {
      calls().move(ours, id, status, OutboundCall.Change.at(LATER));
    }
    OutboundCall standing = calls().find(ours, id).orElseThrow();
    assertThat(standing.status()).isEqualTo(status);
    return standing;
  }

  @Test
  void listsTheTenantsNewestFirstPageByPage() {
    for (int i : new int[] {3, 1, 4, 0, 2}) {
      OutboundCall each =
          CallSamples.call(ours, "call_" + i, "reception", Samples.MORNING.plusSeconds(i / 2));
      calls().reserve(each, CallSamples.reservation("key" + i));
    }
    calls().reserve(CallSamples.call(theirs, "call_9"), CallSamples.reservation("key"));
    for (int limit : new int[] {1, 2, 5, 1000}) {
      assertThat(allOf(CallFilter.all(), limit))
          .extracting(OutboundCall::callId)
          .containsExactly("call_4", "call_3", "call_2", "call_1", "call_0");
    }
  }

  @Test
  void listsWhatIsAskedFor() {
    for (int i = 0; i < 6; i++) {
      OutboundCall each =
          CallSamples.call(
              ours,
              "call_" + i,
              i % 2 == 0 ? "reception" : "sales",
              Samples.MORNING.plusSeconds(i));
      calls().reserve(each, CallSamples.reservation("key" + i));
    }
    for (int i : new int[] {1, 2, 3}) {
      calls().move(ours, "call_" + i, CallStatus.CANCELLED, OutboundCall.Change.at(LATER));
    }
    CallFilter sales = CallFilter.all().ofAgent("sales");
    CallFilter cancelled = CallFilter.all().standing(CallStatus.CANCELLED);
    assertThat(ids(sales)).containsExactly("call_5", "call_3", "call_1");
    assertThat(ids(cancelled)).containsExactly("call_3", "call_2", "call_1");
    assertThat(ids(sales.standing(CallStatus.CANCELLED))).containsExactly("call_3", "call_1");
    assertThat(
            ids(
                CallFilter.all()
                    .between(Samples.MORNING.plusSeconds(2), Samples.MORNING.plusSeconds(4))))
        .containsExactly("call_3", "call_2");
    assertThat(ids(CallFilter.all().ofAgent("nobody"))).isEmpty();
  }

  private List<String> ids(CallFilter filter) {
    List<String> one = allOf(filter, 1).stream().map(OutboundCall::callId).toList();
    assertThat(allOf(filter, 1000)).extracting(OutboundCall::callId).isEqualTo(one);
    return one;
  }

  private List<OutboundCall> allOf(CallFilter filter, int limit) {
    List<OutboundCall> all = new ArrayList<>();
    Optional<Cursor> next = Optional.empty();
    do {
      Page<OutboundCall> page = calls().list(ours, filter, next, limit);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.items());
      next = page.next();
    } while (next.isPresent());
    return all;
  }

  @Test
  void findsTheCallsOfEveryTenantThatNobodyHasClaimed() {
    OutboundCall older = CallSamples.call(theirs, "call_1", "reception", Instant.EPOCH);
    OutboundCall old = CallSamples.call(ours, "call_1", "reception", Instant.EPOCH.plusSeconds(1));
    OutboundCall claimed =
        CallSamples.call(ours, "call_2", "reception", Instant.EPOCH.plusSeconds(2));
    calls().reserve(old, CallSamples.reservation("key"));
    calls().reserve(older, CallSamples.reservation("key"));
    calls().reserve(claimed, CallSamples.reservation("key2"));
    calls().claim(ours, "call_2", node, LATER);
    assertThat(calls().waiting(1000))
        .filteredOn(it -> it.tenantId().equals(ours) || it.tenantId().equals(theirs))
        .containsExactly(older, old);
    assertThat(calls().waiting(1)).hasSize(1);
    for (OutboundCall each : List.of(old, older)) {
      calls().claim(each.tenantId(), each.callId(), node, LATER);
    }
  }

  @Test
  void findsWhatANodeLeftForEveryTenant() {
    calls().reserve(call, CallSamples.reservation("key"));
    calls().reserve(CallSamples.call(theirs, "call_1"), CallSamples.reservation("key"));
    for (int i = 2; i < 7; i++) {
      calls().reserve(CallSamples.call(ours, "call_" + i), CallSamples.reservation("key" + i));
    }
    OutboundCall dialling = calls().claim(ours, "call_1", node, LATER).orElseThrow();
    OutboundCall other = calls().claim(theirs, "call_1", node, LATER).orElseThrow();
    calls().claim(ours, "call_2", node + "x", LATER);
    for (int i = 3; i < 6; i++) {
      calls().claim(ours, "call_" + i, node, LATER);
    }
    OutboundCall.Change now = OutboundCall.Change.at(LATER);
    OutboundCall ringing = calls().move(ours, "call_3", CallStatus.RINGING, now).orElseThrow();
    OutboundCall answered = calls().move(ours, "call_4", CallStatus.ANSWERED, now).orElseThrow();
    calls().move(ours, "call_5", CallStatus.BUSY, now);
    assertThat(calls().unfinishedOn(node))
        .containsExactlyInAnyOrder(dialling, other, ringing, answered);
    calls().move(ours, "call_4", CallStatus.COMPLETED, now);
    assertThat(calls().unfinishedOn(node)).containsExactlyInAnyOrder(dialling, other, ringing);
  }

  @Test
  void answersForAnotherTenantsCallAsIfItWereNotThere() {
    OutboundCall other = CallSamples.call(theirs, "call_1");
    calls().reserve(other, CallSamples.reservation("key"));
    assertThat(calls().find(ours, "call_1")).isEmpty();
    assertThat(calls().claim(ours, "call_1", node, LATER)).isEmpty();
    assertThat(calls().move(ours, "call_1", CallStatus.CANCELLED, OutboundCall.Change.at(LATER)))
        .isEmpty();
    assertThat(calls().list(ours, CallFilter.all(), Optional.empty(), 10).items()).isEmpty();
    assertThat(calls().find(theirs, "call_1")).contains(other);
  }

  @Test
  void refusesALimitOutOfRange() {
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> calls().list(ours, CallFilter.all(), Optional.empty(), limit));
      assertThatIllegalArgumentException().isThrownBy(() -> calls().waiting(limit));
      assertThatIllegalArgumentException().isThrownBy(() -> calls().forgetExpired(LATER, limit));
    }
  }
}
