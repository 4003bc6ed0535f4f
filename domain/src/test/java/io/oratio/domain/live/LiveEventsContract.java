package io.oratio.domain.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every bus of live events does. The bus may carry other tenants' events.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class LiveEventsContract {
  private final TenantId ours = Samples.newTenant();
  private final TenantId theirs = Samples.newTenant();

  /// The bus under test, the same for one test.
  protected abstract LiveEvents events();

  /// Waits for what comes soon, also on a loaded machine.
  protected static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not come in a minute").isLessThan(deadline);
      LockSupport.parkNanos(2_000_000);
    }
  }

  protected static LiveEvent.Draft draft(String body) {
    return LiveEvent.Draft.ofSession(
        LiveEventType.TURN_FINISHED, Samples.MORNING, "ses_1", "reception", body);
  }

  @Test
  void tellsEveryPartOfAnEvent() {
    List<LiveEvent> told = new CopyOnWriteArrayList<>();
    try (Subscription _ = events().subscribe(ours, told::add)) {
      LiveEvent.Draft full = draft("{\"words\":\"" + "你".repeat(5000) + "\"}");
      LiveEvent.Draft bare =
          new LiveEvent.Draft(
              LiveEventType.KEY_REVOKED, Samples.MORNING, Optional.empty(), Optional.empty(), "");
      LiveEvent.Draft odd = draft(Samples.MANY_SCRIPTS);
      events().publish(ours, full);
      events().publish(ours, bare);
      events().publish(ours, odd);
      await(() -> told.size() == 3);
      long first = told.getFirst().sequence();
      assertThat(told)
          .containsExactly(
              full.placed(ours, first), bare.placed(ours, first + 1), odd.placed(ours, first + 2));
    }
  }

  @Test
  void tellsATenantsEventsInOrderAndNobodyElses() {
    List<LiveEvent> told = new CopyOnWriteArrayList<>();
    List<LiveEvent> all = new CopyOnWriteArrayList<>();
    try (Subscription _ = events().subscribe(ours, told::add);
        Subscription _ =
            events()
                .subscribeAll(
                    it -> {
                      if (it.tenantId().equals(ours) || it.tenantId().equals(theirs)) {
                        all.add(it);
                      }
                    })) {
      for (int i = 0; i < 200; i++) {
        events().publish(ours, draft("" + i));
        events().publish(theirs, draft("theirs"));
      }
      await(() -> told.size() == 200 && all.size() == 400);
      long first = told.getFirst().sequence();
      assertThat(told)
          .extracting(LiveEvent::body)
          .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(it -> "" + it).toList());
      assertThat(told)
          .extracting(it -> it.sequence() - first)
          .containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(it -> (long) it).toList());
    }
  }

  @Test
  void tellsNothingMoreAfterTheEndOfASubscription() {
    List<LiveEvent> ended = new CopyOnWriteArrayList<>();
    List<LiveEvent> told = new CopyOnWriteArrayList<>();
    try (Subscription _ = events().subscribe(ours, told::add)) {
      Subscription brief = events().subscribe(ours, ended::add);
      events().publish(ours, draft("1"));
      await(() -> told.size() == 1 && ended.size() == 1);
      brief.close();
      brief.close();
      events().publish(ours, draft("2"));
      await(() -> told.size() == 2);
      assertThat(ended).hasSize(1);
    }
  }

  @Test
  void servesTheOthersThoughOneConsumerThrows() {
    List<LiveEvent> told = new CopyOnWriteArrayList<>();
    try (Subscription _ =
            events()
                .subscribe(
                    ours,
                    _ -> {
                      throw new IllegalStateException("a broken consumer");
                    });
        Subscription _ = events().subscribe(ours, told::add)) {
      events().publish(ours, draft("1"));
      events().publish(ours, draft("2"));
      await(() -> told.size() == 2);
    }
  }

  @Test
  void goesOnWhereSomebodyLeft() {
    long before = events().latest(ours);
    assertThat(events().after(ours, before, 10)).isEqualTo(new LiveEvents.Events(List.of()));
    for (int i = 1; i <= 25; i++) {
      events().publish(ours, draft("" + i));
    }
    await(() -> following(before, 1000).size() == 25);
    List<LiveEvent> seen = new ArrayList<>();
    long place = before;
    List<LiveEvent> page = following(place, 10);
    while (!page.isEmpty()) {
      seen.addAll(page);
      place = page.getLast().sequence();
      page = following(place, 10);
    }
    assertThat(seen)
        .extracting(LiveEvent::body)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).mapToObj(it -> "" + it).toList());
    assertThat(place).isEqualTo(events().latest(ours));
    assertThat(seen.getFirst().tenantId()).isEqualTo(ours);
    assertThat(following(seen.get(23).sequence(), 10)).containsExactly(seen.get(24));
  }

  private List<LiveEvent> following(long after, int limit) {
    LiveEvents.Replay replay = events().after(ours, after, limit);
    return replay instanceof LiveEvents.Events(List<LiveEvent> list) ? list : List.of();
  }

  @Test
  void saysThatAPlaceIsTooOldOrOfAnotherBus() {
    events().publish(ours, draft("1"));
    await(() -> events().after(ours, events().latest(ours) - 1, 1) instanceof LiveEvents.Events);
    assertThat(events().after(ours, 0, 10)).isEqualTo(new LiveEvents.TooOld());
    assertThat(events().after(ours, 1, 10)).isEqualTo(new LiveEvents.TooOld());
    assertThat(events().after(ours, events().latest(ours) + 1, 10))
        .isEqualTo(new LiveEvents.TooOld());
  }

  @Test
  void keepsTheLastTenThousandOfATenant() {
    long before = events().latest(ours);
    int published = 0;
    while (published < LiveEvents.KEPT * 2) {
      for (int i = 0; i < 1000; i++) {
        events().publish(ours, draft("x"));
      }
      published += 1000;
      long reached = before + published;
      await(() -> events().latest(ours) >= reached);
    }
    long last = events().latest(ours);
    assertThat(last).isEqualTo(before + published);
    assertThat(events().after(ours, before + 1, 10)).isEqualTo(new LiveEvents.TooOld());
    assertThat(events().after(ours, last - LiveEvents.KEPT, 10))
        .isInstanceOf(LiveEvents.Events.class);
    assertThat(events().dropped()).isZero();
  }

  @Test
  void refusesALimitOutOfRange() {
    for (int limit : new int[] {-1, 0, 1001}) {
      assertThatIllegalArgumentException().isThrownBy(() -> events().after(ours, 1, limit));
    }
  }
}
