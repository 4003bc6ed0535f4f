package io.oratio.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.limit.SharedBudgets;
import io.oratio.domain.limit.SharedBudgetsContract;
import io.oratio.domain.trunk.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Redis.class)
class RedisSharedBudgetsTest extends SharedBudgetsContract {
  /// A loaded machine may be slow.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RedisBus one;
  private final RedisBus other;

  RedisSharedBudgetsTest(Redis.Running redis) {
    one = RedisBus.open(redis.url(), new Secret(""), Clock.systemUTC());
    other = RedisBus.open(redis.url(), new Secret(""), Clock.systemUTC());
    await(one, true);
    await(other, true);
  }

  @Override
  protected SharedBudgets one() {
    return one.budgets(PATIENCE);
  }

  @Override
  protected SharedBudgets other() {
    return other.budgets(PATIENCE);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void saysNothingWhileRedisIsAwayAndCountsAgainWhenItIsBack() throws Exception {
    try (Redis.Running redis = Redis.Running.start();
        RedisBus bus = RedisBus.open(redis.url(), new Secret(""), Clock.systemUTC())) {
      await(bus, true);
      redis.stop();
      await(bus, false);
      long before = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        assertThat(take(bus)).isFalse();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
      redis.startAgain();
      await(bus, true);
    }
  }

  private static void await(RedisBus bus, boolean isThere) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (take(bus) != isThere) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static boolean take(RedisBus bus) {
    return bus.budgets()
        .take("writes", 1_000_000, Duration.ofMinutes(1), List.of("tenant:t"))
        .isPresent();
  }
}
