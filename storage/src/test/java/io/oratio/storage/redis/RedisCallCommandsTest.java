package io.oratio.storage.redis;

import io.oratio.domain.live.Commands;
import io.oratio.domain.live.CommandsContract;
import io.oratio.domain.trunk.Secret;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Redis.class)
class RedisCallCommandsTest extends CommandsContract {
  private final RedisBus asking;
  private final RedisBus serving;

  RedisCallCommandsTest(Redis.Running redis) {
    asking = RedisBus.open(redis.url(), new Secret(""), Clock.systemUTC());
    serving = RedisBus.open(redis.url(), new Secret(""), Clock.systemUTC());
  }

  @Override
  protected Commands asking() {
    return asking.commands();
  }

  @Override
  protected Commands serving() {
    return serving.commands();
  }

  @AfterEach
  void close() {
    asking.close();
    serving.close();
  }
}
