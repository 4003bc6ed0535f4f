package io.oratio.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.domain.Samples;
import io.oratio.domain.live.CallCommand;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import io.oratio.storage.StoresUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A Redis that is away costs events and nothing else.
@Timeout(180)
class RedisAwayTest {
  private static final LiveEvent.Draft DRAFT =
      LiveEvent.Draft.ofTenant(LiveEventType.TELEPHONY_CHANGED, Samples.MORNING, "{}");

  private final TenantId tenant = Samples.newTenant();

  @Test
  void dropsAndCountsEventsAndGoesOnWhenItIsBack() throws Exception {
    try (Redis.Running redis = Redis.Running.start();
        RedisBus bus = RedisBus.open(redis.url(), new Secret(""), Clock.systemUTC())) {
      List<LiveEvent> told = new CopyOnWriteArrayList<>();
      try (Subscription _ = bus.events().subscribe(tenant, told::add)) {
        bus.events().publish(tenant, DRAFT);
        await(() -> told.size() == 1);
        redis.stop();
        long begin = System.nanoTime();
        for (int i = 0; i < LiveEvents.WAITING * 2; i++) {
          bus.events().publish(tenant, DRAFT);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        await(() -> bus.events().dropped() >= LiveEvents.WAITING);
        assertThat(bus.events().after(tenant, told.getFirst().sequence(), 10))
            .isEqualTo(new LiveEvents.TooOld());
        assertThat(bus.events().latest(tenant)).isZero();
        redis.startAgain();
        int before = told.size();
        await(
            () -> {
              bus.events().publish(tenant, DRAFT);
              return told.size() > before;
            });
        assertThat(told.getLast().sequence()).isGreaterThan(told.getFirst().sequence());
      }
    }
  }

  @Test
  void stillReachesASessionOfTheSameNodeAndSaysOfOthersThatNobodyAnswered() throws Exception {
    try (Redis.Running redis = Redis.Running.start();
        RedisBus bus = RedisBus.open(redis.url(), new Secret(""), Clock.systemUTC());
        Subscription _ =
            bus.commands()
                .serve(
                    (_, sessionId, _) ->
                        sessionId.equals("ses_1") ? new Commands.Done() : new Commands.NotHere())) {
      redis.stop();
      await(() -> ask(bus, "ses_2") instanceof Commands.TimedOut);
      assertThat(ask(bus, "ses_1")).isEqualTo(new Commands.Done());
      redis.startAgain();
      await(() -> ask(bus, "ses_2") instanceof Commands.NotHere);
    }
  }

  @Test
  void opensThoughNobodyAnswersAndRefusesAnAddressThatIsNone() {
    try (RedisBus bus =
        RedisBus.open("redis://127.0.0.1:1", new Secret("never seen"), Clock.systemUTC())) {
      bus.events().publish(tenant, DRAFT);
      await(() -> bus.events().dropped() == 1);
    }
    assertThatThrownBy(() -> RedisBus.open("localhost:1", new Secret(""), Clock.systemUTC()))
        .isInstanceOf(StoresUnavailableException.class)
        .hasMessageContaining("redis://host:port");
  }

  private Commands.Outcome ask(RedisBus bus, String sessionId) {
    try {
      return bus.commands()
          .send(tenant, sessionId, new CallCommand.HangUp())
          .get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not come in a minute").isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
