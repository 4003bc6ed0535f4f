package io.oratio.storage.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.oratio.domain.live.Listeners;
import io.oratio.domain.live.LiveEvent;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.live.Subscription;
import io.oratio.domain.tenant.TenantId;
import io.oratio.domain.text.Shape;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/// The bus of events over Redis: a stream for each tenant, for those who come back, and one for
/// all, which every node reads. One thread publishes, in the order of the queue; one reads and
/// tells. What this node publishes comes back to it through Redis, so that every node has the same
/// order.
final class RedisLiveEvents implements LiveEvents, AutoCloseable {
  private static final int MOST_AT_ONCE = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration READ_AGAIN = Duration.ofSeconds(1);
  private static final long PLACES_PER_MILLI = 1000;

  private final Clock clock;
  private final Link<StatefulRedisConnection<String, String>> writing;
  private final Link<StatefulRedisConnection<String, String>> reading;
  private final BlockingQueue<Told> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Listeners listeners = new Listeners();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread publisher;
  private final Thread reader;
  private volatile Optional<String> lastRead = Optional.empty();
  private volatile boolean isClosed;

  RedisLiveEvents(
      Clock clock,
      Link<StatefulRedisConnection<String, String>> writing,
      Link<StatefulRedisConnection<String, String>> reading) {
    this.clock = clock;
    this.writing = writing;
    this.reading = reading;
    this.publisher = Thread.ofVirtual().name("redis-publisher").start(this::publishAll);
    this.reader = Thread.ofVirtual().name("redis-reader").start(this::readAll);
  }

  @Override
  public void publish(TenantId tenantId, LiveEvent.Draft draft) {
    if (!waiting.offer(new Told(tenantId, draft))) {
      dropped.incrementAndGet();
    }
  }

  @Override
  public Subscription subscribe(TenantId tenantId, Consumer<LiveEvent> consumer) {
    return listeners.add(tenantId, consumer);
  }

  @Override
  public Subscription subscribeAll(Consumer<LiveEvent> consumer) {
    return listeners.add(consumer);
  }

  @Override
  public Replay after(TenantId tenantId, long sequence, int limit) {
    Shape.limit(limit);
    return asked(it -> following(it, tenantId, sequence, limit), new TooOld());
  }

  private static Replay following(
      StatefulRedisConnection<String, String> redis, TenantId tenantId, long sequence, int limit) {
    String last = redis.sync().get(Keys.placeOf(tenantId));
    if (last == null || sequence < 0 || sequence > Long.parseLong(last)) {
      return new TooOld();
    }
    List<LiveEvent> events =
        redis
            .sync()
            .xrange(
                Keys.streamOf(tenantId),
                Range.from(
                    Range.Boundary.including((sequence + 1) + "-0"), Range.Boundary.unbounded()),
                Limit.from(limit))
            .stream()
            .flatMap(it -> EventFields.read(it.getBody()).stream())
            .toList();
    boolean isWhole =
        events.isEmpty()
            ? sequence == Long.parseLong(last)
            : events.getFirst().sequence() == sequence + 1;
    return isWhole ? new Events(events) : new TooOld();
  }

  /// A tenant of whom nothing was told gets its first place here.
  @Override
  public long latest(TenantId tenantId) {
    return asked(
        it ->
            Long.parseLong(
                it.sync()
                    .<String>eval(
                        Scripts.LATEST,
                        ScriptOutputType.VALUE,
                        new String[] {Keys.placeOf(tenantId)},
                        Long.toString(firstPlace()),
                        Keys.SECONDS_KEPT)),
        0L);
  }

  @Override
  public long dropped() {
    return dropped.get();
  }

  /// Waits until this node reads, so that it misses nothing that is published from then on.
  ///
  /// @return whether it does
  boolean awaitReading(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (lastRead.isEmpty() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(1_000_000);
    }
    return lastRead.isPresent();
  }

  @Override
  public void close() {
    isClosed = true;
    publisher.interrupt();
    reader.interrupt();
  }

  private <T> T asked(Function<StatefulRedisConnection<String, String>, T> question, T otherwise) {
    try {
      return writing.now().map(question).orElse(otherwise);
    } catch (RedisException _) {
      return otherwise;
    }
  }

  private void publishAll() {
    List<Told> batch = new ArrayList<>();
    try {
      while (!isClosed) {
        batch.add(waiting.take());
        waiting.drainTo(batch, MOST_AT_ONCE - 1);
        dropped.addAndGet(publish(batch));
        batch.clear();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return how many were not published, as far as is known
  private int publish(List<Told> batch) throws InterruptedException {
    var redis = writing.now();
    if (redis.isEmpty()) {
      return batch.size();
    }
    try {
      List<RedisFuture<String>> answers = new ArrayList<>();
      for (Told each : batch) {
        answers.add(send(redis.get(), each));
      }
      return await(redis.get(), batch, answers);
    } catch (RedisException _) {
      return batch.size();
    }
  }

  private int await(
      StatefulRedisConnection<String, String> redis,
      List<Told> batch,
      List<RedisFuture<String>> answers)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int lost = 0;
    for (int i = 0; i < answers.size(); i++) {
      try {
        answers.get(i).get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RedisNoScriptException) {
          // Redis is new or was emptied: none of this batch ran.
          redis.sync().scriptLoad(Scripts.PUBLISH);
          return await(redis, batch.subList(i, batch.size()), sendAll(redis, batch, i));
        }
        lost++;
      } catch (TimeoutException _) {
        writing.abandon(redis);
        return lost + answers.size() - i;
      }
    }
    return lost;
  }

  private List<RedisFuture<String>> sendAll(
      StatefulRedisConnection<String, String> redis, List<Told> batch, int from) {
    return batch.subList(from, batch.size()).stream().map(it -> send(redis, it)).toList();
  }

  private RedisFuture<String> send(StatefulRedisConnection<String, String> redis, Told told) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(firstPlace()));
    arguments.add(Integer.toString(KEPT));
    arguments.add(Keys.SECONDS_KEPT);
    arguments.addAll(EventFields.write(told.tenantId(), told.draft()));
    return redis
        .async()
        .evalsha(
            Scripts.PUBLISH_DIGEST,
            ScriptOutputType.VALUE,
            new String[] {
              Keys.placeOf(told.tenantId()), Keys.streamOf(told.tenantId()), Keys.EVERYBODYS_STREAM
            },
            arguments.toArray(String[]::new));
  }

  private void readAll() {
    while (!isClosed) {
      try {
        var redis = reading.now();
        if (redis.isEmpty()) {
          LockSupport.parkNanos(PAUSE.toNanos());
        } else if (lastRead.isEmpty()) {
          lastRead = Optional.of(endOf(redis.get()));
        } else {
          read(redis.get(), lastRead.get());
        }
      } catch (RedisException _) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private static String endOf(StatefulRedisConnection<String, String> redis) {
    return redis.sync().xrevrange(Keys.EVERYBODYS_STREAM, Range.unbounded(), Limit.from(1)).stream()
        .map(StreamMessage::getId)
        .findFirst()
        .orElse("0-0");
  }

  @SuppressWarnings("unchecked") // Lettuce takes its offsets as an array of a generic type.
  private void read(StatefulRedisConnection<String, String> redis, String after) {
    List<StreamMessage<String, String>> messages =
        redis
            .sync()
            .xread(
                XReadArgs.Builder.block(READ_AGAIN).count(MOST_AT_ONCE),
                XReadArgs.StreamOffset.from(Keys.EVERYBODYS_STREAM, after));
    for (StreamMessage<String, String> each : messages) {
      EventFields.read(each.getBody()).ifPresent(listeners::tell);
      lastRead = Optional.of(each.getId());
    }
  }

  private long firstPlace() {
    return clock.millis() * PLACES_PER_MILLI;
  }

  private record Told(TenantId tenantId, LiveEvent.Draft draft) {}
}
