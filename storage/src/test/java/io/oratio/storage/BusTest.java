package io.oratio.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.oratio.domain.Samples;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEventType;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BusTest {
  private static final LiveEvent.Draft DRAFT =
      LiveEvent.Draft.ofTenant(LiveEventType.TELEPHONY_CHANGED, Samples.MORNING, "{}");

  private final TenantId tenant = Samples.newTenant();

  @Test
  void staysInTheProcessUnlessToldOtherwise() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (Bus bus = Bus.open(BusSettings.usual(), Clock.systemUTC());
        Subscription _ = bus.events().subscribe(tenant, _ -> told.countDown())) {
      bus.events().publish(tenant, DRAFT);
      assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(bus.describe()).contains("in this process");
    }
  }

  @Test
  void opensThoughRedisIsAway() {
    BusSettings settings =
        new BusSettings(
            BusSettings.Kind.fromWire("redis"),
            new BusSettings.Redis("redis://127.0.0.1:1", new Secret("")));
    try (Bus bus = Bus.open(settings, Clock.systemUTC())) {
      bus.events().publish(tenant, DRAFT);
      assertThat(bus.events().latest(tenant)).isZero();
      assertThat(bus.describe()).contains("Redis");
    }
  }

  @Test
  void refusesAnAddressThatIsNoneAndNamesItsKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BusSettings.Redis("localhost:6379", new Secret("")))
        .withMessageContaining("bus.redis.url");
  }
}
