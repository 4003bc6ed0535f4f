package io.oratio.domain.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InProcessLiveEventsTest extends LiveEventsContract {
  private final InProcessLiveEvents events =
      new InProcessLiveEvents(Clock.fixed(Samples.MORNING, ZoneOffset.UTC));
  private final TenantId tenant = Samples.newTenant();

  @Override
  protected LiveEvents events() {
    return events;
  }

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void neverBlocksAPublisherThoughAConsumerDoes() throws Exception {
    long before = events.latest(tenant);
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (Subscription _ =
        events.subscribe(
            tenant,
            _ -> {
              held.countDown();
              try {
                end.await(60, TimeUnit.SECONDS);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            })) {
      events.publish(tenant, draft("1"));
      assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < LiveEvents.WAITING + 7; i++) {
        events.publish(tenant, draft("x"));
      }
      assertThat(events.dropped()).isEqualTo(7);
    } finally {
      end.countDown();
    }
    await(() -> events.latest(tenant) == before + 1 + LiveEvents.WAITING);
  }

  @Test
  void keepsNoMoreThanEightMillionCharactersOfATenant() {
    long before = events.latest(tenant);
    for (int i = 0; i < 600; i++) {
      events.publish(tenant, draft("x".repeat(16_000)));
    }
    await(() -> events.latest(tenant) == before + 600);
    assertThat(events.after(tenant, before + 99, 1)).isEqualTo(new LiveEvents.TooOld());
    assertThat(events.after(tenant, before + 100, 1)).isInstanceOf(LiveEvents.Events.class);
  }

  @Test
  void forgetsWhoWasSilentLongestOfMoreThanAThousandTenants() {
    long before = events.latest(tenant);
    events.publish(tenant, draft("1"));
    await(() -> events.latest(tenant) == before + 1);
    for (int i = 0; i < 1000; i++) {
      events.latest(Samples.newTenant());
    }
    assertThat(events.latest(tenant)).isEqualTo(before);
  }

  @Test
  void givesPlacesThatNoEarlierProcessGave() {
    events.publish(tenant, draft("1"));
    try (InProcessLiveEvents restarted =
        new InProcessLiveEvents(
            Clock.fixed(Samples.MORNING.plus(Duration.ofSeconds(1)), ZoneOffset.UTC))) {
      assertThat(restarted.latest(tenant)).isGreaterThan(events.latest(tenant) + 999_000);
      assertThat(restarted.after(tenant, events.latest(tenant), 1))
          .isEqualTo(new LiveEvents.TooOld());
    }
    assertThat(Instant.parse("2200-01-01T00:00:00Z").toEpochMilli() * 1000)
        .as("a browser counts that far")
        .isLessThan(1L << 53);
  }
}
