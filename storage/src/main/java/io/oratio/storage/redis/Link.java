package io.oratio.storage.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection that is made anew when it is lost. What was under way then fails: nothing is sent
/// twice. A thread of its own makes it, and asks every few seconds whether the other end is alive,
/// since a broken line says nothing.
final class Link<C extends StatefulRedisConnection<String, String>> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration ASK_EVERY = Duration.ofSeconds(5);

  private final String name;
  private final Supplier<C> connect;
  private final Consumer<C> opened;
  private final CountDownLatch firstOpened = new CountDownLatch(1);
  private final Thread keeper;
  private volatile @Nullable C connection;
  private volatile boolean isClosed;

  /// @param connect may block and may throw
  /// @param opened told of each new connection before anybody else has it
  Link(String name, Supplier<C> connect, Consumer<C> opened) {
    this.name = name;
    this.connect = connect;
    this.opened = opened;
    this.keeper = Thread.ofVirtual().name("redis-" + name).start(this::keep);
  }

  /// The connection, if there is one now. Never blocks.
  Optional<C> now() {
    C there = connection;
    return there != null && there.isOpen() ? Optional.of(there) : Optional.empty();
  }

  /// Waits for the first connection.
  ///
  /// @return whether it came in time
  boolean awaitFirst(Duration atMost) throws InterruptedException {
    return firstOpened.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Gives up a connection that does not answer.
  void abandon(C broken) {
    broken.closeAsync();
  }

  @Override
  public void close() {
    isClosed = true;
    LockSupport.unpark(keeper);
    now().ifPresent(this::abandon);
  }

  private void keep() {
    Duration pause = FIRST_PAUSE;
    boolean wasAway = false;
    while (!isClosed) {
      try {
        C made = open();
        connection = made;
        firstOpened.countDown();
        LOG.atInfo().log(wasAway ? "Redis is back ({})" : "connected to Redis ({})", name);
        wasAway = false;
        pause = FIRST_PAUSE;
        watch(made);
      } catch (RuntimeException e) {
        if (!wasAway && !isClosed) {
          // Its message may hold the address with its password.
          LOG.atWarn()
              .log("Redis is away ({}): {}; trying again", name, e.getClass().getSimpleName());
        }
        wasAway = true;
        LockSupport.parkNanos(pause.toNanos());
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    }
  }

  private C open() {
    C made = connect.get();
    try {
      opened.accept(made);
      return made;
    } catch (RuntimeException e) {
      abandon(made);
      throw e;
    }
  }

  /// Returns when the connection is lost.
  private void watch(C made) {
    long asked = System.nanoTime();
    var answer = made.async().ping();
    while (!isClosed && made.isOpen()) {
      LockSupport.parkNanos(LOOK.toNanos());
      if (System.nanoTime() - asked > ASK_EVERY.toNanos()) {
        if (!answer.toCompletableFuture().isDone()) {
          abandon(made);
          return;
        }
        asked = System.nanoTime();
        answer = made.async().ping();
      }
    }
    if (isClosed) {
      abandon(made);
    }
  }
}
