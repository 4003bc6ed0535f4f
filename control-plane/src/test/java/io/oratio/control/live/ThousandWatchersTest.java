package io.oratio.control.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.control.web.Event;
import io.oratio.control.web.EventStream;
import io.oratio.control.web.Json;
import io.oratio.domain.Samples;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.session.InMemorySessions;
import io.oratio.domain.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What watchers cost those who publish: nothing that grows with their number.
@Timeout(60)
class ThousandWatchersTest {
  private static final int WATCHERS = 1000;
  private static final int EVENTS = 500;

  private final TenantId tenant = Samples.newTenant();

  @Test
  void costWhoeverPublishesNothing() throws Exception {
    try (InProcessLiveEvents bus = new InProcessLiveEvents(Clock.systemUTC());
        Watchers watchers =
            new Watchers(
                bus,
                new InMemorySessions(),
                _ -> Json.object().node(),
                LiveSettings.usual(),
                Clock.systemUTC())) {
      publish(bus, "warm");
      long[] alone = publish(bus, "alone");
      CountDownLatch begun = new CountDownLatch(WATCHERS);
      CountDownLatch told = new CountDownLatch(WATCHERS);
      for (int i = 0; i < WATCHERS; i++) {
        EventStream stream = watchers.watch(Watch.request(tenant), Optional.empty()).orElseThrow();
        Thread.ofVirtual().start(() -> read(stream, begun, told));
      }
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      long from = System.nanoTime();
      long[] watched = publish(bus, "last");
      assertThat(told.await(30, TimeUnit.SECONDS)).as("all watchers hear the last").isTrue();
      long all = System.nanoTime() - from;
      System.out.printf(
          "publish(): nobody watches p50 %,d ns, p99 %,d ns; %,d watch p50 %,d ns, p99 %,d ns;"
              + " %,d events reached all of them in %,d ms%n",
          at(alone, 50),
          at(alone, 99),
          WATCHERS,
          at(watched, 50),
          at(watched, 99),
          EVENTS,
          all / 1_000_000);
      assertThat(bus.dropped()).isZero();
      assertThat(Duration.ofNanos(at(watched, 50))).isLessThan(Duration.ofMillis(2));
    }
  }

  /// How long each took, sorted.
  private long[] publish(InProcessLiveEvents bus, String lastTurn) {
    long[] took = new long[EVENTS];
    for (int i = 0; i < EVENTS; i++) {
      String turn = i == EVENTS - 1 ? lastTurn : "turn_" + i;
      var draft = Watch.words(LiveEventType.TURN_FINISHED, turn, "some words");
      long begun = System.nanoTime();
      bus.publish(tenant, draft);
      took[i] = System.nanoTime() - begun;
    }
    Arrays.sort(took);
    return took;
  }

  private static long at(long[] sorted, int percent) {
    return sorted[(sorted.length - 1) * percent / 100];
  }

  private static void read(EventStream stream, CountDownLatch begun, CountDownLatch told) {
    try {
      while (true) {
        if (!(stream.next(Duration.ofSeconds(20)) instanceof EventStream.Next.One(Event event))) {
          return;
        }
        if (event.name().filter("state"::equals).isPresent()) {
          begun.countDown();
        } else if (event.data().contains("\"turnId\":\"last\"")) {
          told.countDown();
          return;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
