package io.oratio.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Samples;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.LiveEventsContract;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.trunk.Secret;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Redis.class)
class RedisLiveEventsTest extends LiveEventsContract {
  private final RedisBus bus;
  private final RedisBus otherNode;

  RedisLiveEventsTest(Redis.Running redis) {
    bus = RedisBus.open(redis.url(), new Secret(""), Clock.systemUTC());
    otherNode = RedisBus.open(redis.url(), new Secret(""), Clock.systemUTC());
  }

  @Override
  protected LiveEvents events() {
    return bus.events();
  }

  @AfterEach
  void close() {
    bus.close();
    otherNode.close();
  }

  @Test
  void tellsOnEveryNodeInOneOrder() {
    TenantId tenant = Samples.newTenant();
    List<LiveEvent> here = new CopyOnWriteArrayList<>();
    List<LiveEvent> there = new CopyOnWriteArrayList<>();
    try (Subscription _ = bus.events().subscribe(tenant, here::add);
        Subscription _ = otherNode.events().subscribeAll(it -> addIfOf(tenant, it, there))) {
      for (int i = 0; i < 100; i++) {
        bus.events().publish(tenant, draft("here " + i));
        otherNode.events().publish(tenant, draft("there " + i));
      }
      await(() -> here.size() == 200 && there.size() == 200);
      assertThat(here).containsExactlyElementsOf(there);
      assertThat(otherNode.events().latest(tenant)).isEqualTo(here.getLast().sequence());
      assertThat(otherNode.events().after(tenant, here.get(197).sequence(), 10))
          .isEqualTo(new LiveEvents.Events(here.subList(198, 200)));
    }
  }

  private static void addIfOf(TenantId tenant, LiveEvent event, List<LiveEvent> list) {
    if (event.tenantId().equals(tenant)) {
      list.add(event);
    }
  }
}
