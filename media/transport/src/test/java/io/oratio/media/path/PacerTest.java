package io.oratio.media.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PacerTest {
  private final AtomicLong ahead = new AtomicLong();
  private final Pacer pacer = new Pacer(() -> System.nanoTime() + ahead.get());
  private final EventLoop loop = new DefaultEventLoop();

  @AfterEach
  void stop() throws InterruptedException {
    pacer.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
  }

  @Test
  void ticksEachCallFiftyTimesASecondOnItsLoop() throws Exception {
    CountDownLatch ticks = new CountDownLatch(50);
    AtomicInteger elsewhere = new AtomicInteger();
    long began = System.nanoTime();
    pacer.add(
        loop,
        () -> {
          elsewhere.addAndGet(loop.inEventLoop() ? 0 : 1);
          ticks.countDown();
        });
    assertThat(ticks.await(20, TimeUnit.SECONDS)).isTrue();
    long tookMs = (System.nanoTime() - began) / 1_000_000;
    assertThat(tookMs).isGreaterThan(975).isLessThan(5000);
    assertThat(elsewhere).hasValue(0);
    assertThat(pacer.stats().registered()).isEqualTo(1);
    assertThat(pacer.stats().lateness().p50Ms()).isLessThan(20);
  }

  @Test
  void spreadsCallsOverTheSlot() throws Exception {
    int calls = 80;
    List<AtomicLong> last = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(calls);
    for (int i = 0; i < calls; i++) {
      AtomicLong mine = new AtomicLong();
      last.add(mine);
      pacer.add(
          loop,
          () -> {
            if (mine.getAndSet(System.nanoTime()) == 0) {
              all.countDown();
            }
          });
    }
    assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
    // On a loaded machine several places may run late and together; not every time.
    await(() -> last.stream().map(at -> at.get() / 1_000_000).distinct().count() > 5);
  }

  @Test
  void neverMakesUpForAStallByABurst() throws Exception {
    AtomicInteger ticks = new AtomicInteger();
    CountDownLatch began = new CountDownLatch(1);
    pacer.add(
        loop,
        () -> {
          ticks.incrementAndGet();
          began.countDown();
        });
    assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
    long before = pacer.stats().ticksMissed();
    int ticksBefore = ticks.get();
    long startNanos = System.nanoTime();
    ahead.addAndGet(Duration.ofSeconds(10).toNanos());
    await(() -> pacer.stats().ticksMissed() - before >= 495);
    await(() -> ticks.get() > ticksBefore + 5);
    long slots = (System.nanoTime() - startNanos) / Pacer.SLOT.toNanos();
    assertThat((long) ticks.get() - ticksBefore).isLessThanOrEqualTo(2 * slots + 3);
  }

  @Test
  void makesUpForAShortStallOneTickAtATime() throws Exception {
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    pacer.add(loop, () -> times.add(System.nanoTime()));
    await(() -> times.size() > 5);
    long missedBefore = pacer.stats().ticksMissed();
    long madeUpBefore = pacer.stats().ticksMadeUp();
    int before = times.size();
    ahead.addAndGet(4 * Pacer.SLOT.toNanos());
    await(() -> times.size() >= before + 20);
    Pacer.Stats stats = pacer.stats();
    // A loaded machine adds stalls of its own; those of its stalls that are long are given up.
    assertThat(stats.ticksMadeUp() - madeUpBefore + stats.ticksMissed() - missedBefore)
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void leavesOutTicksThatAStuckLoopCannotTake() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    AtomicInteger ticks = new AtomicInteger();
    loop.execute(
        () -> {
          try {
            stuck.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    pacer.add(loop, ticks::incrementAndGet);
    await(() -> pacer.stats().ticksMissed() >= 5);
    assertThat(ticks).hasValue(0);
    stuck.countDown();
    await(() -> ticks.get() >= 1);
    assertThat(pacer.stats().lateness().maxMs()).isGreaterThan(50);
  }

  @Test
  void aTickThatFailsEndsItsOwnCallOnly() throws Exception {
    AtomicInteger healthy = new AtomicInteger();
    pacer.add(loop, healthy::incrementAndGet);
    pacer.add(
        loop,
        () -> {
          throw new IllegalStateException("a bug");
        });
    await(() -> pacer.stats().ticksFailed() == 1);
    int before = healthy.get();
    await(() -> healthy.get() > before + 3);
    assertThat(pacer.stats().ticksFailed()).isEqualTo(1);
    assertThat(pacer.stats().registered()).isEqualTo(1);
  }

  @Test
  void noTickBeginsAfterACancelOnTheLoop() throws Exception {
    AtomicInteger after = new AtomicInteger();
    AtomicInteger ticks = new AtomicInteger();
    Pacer.Registration registration =
        pacer.add(
            loop,
            () -> {
              ticks.incrementAndGet();
              after.incrementAndGet();
            });
    await(() -> ticks.get() > 2);
    CountDownLatch cancelled = new CountDownLatch(1);
    loop.execute(
        () -> {
          registration.cancel();
          registration.cancel();
          after.set(0);
          cancelled.countDown();
        });
    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
    CountDownLatch others = new CountDownLatch(5);
    pacer.add(loop, others::countDown);
    assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(after).hasValue(0);
    assertThat(pacer.stats().registered()).isEqualTo(1);
  }

  @Test
  void goesOnWhenAnEventLoopIsStopped() throws Exception {
    EventLoop gone = new DefaultEventLoop();
    gone.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
    pacer.add(gone, () -> {});
    AtomicInteger ticks = new AtomicInteger();
    pacer.add(loop, ticks::incrementAndGet);
    await(() -> ticks.get() > 3);
    await(() -> pacer.stats().ticksMissed() > 0);
  }

  @Test
  void allocatesNothingForATick() throws Exception {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    AtomicInteger ticks = new AtomicInteger();
    for (int i = 0; i < 40; i++) {
      pacer.add(loop, ticks::incrementAndGet);
    }
    await(() -> ticks.get() > 40 * 25);
    long pacerThread =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("pacer"))
            .mapToLong(Thread::threadId)
            .max()
            .orElseThrow();
    long before = threads.getThreadAllocatedBytes(pacerThread);
    int ticksBefore = ticks.get();
    await(() -> ticks.get() > ticksBefore + 40 * 50);
    long perTick =
        (threads.getThreadAllocatedBytes(pacerThread) - before) / (ticks.get() - ticksBefore);
    // The event loop's own queue grows by a chunk now and then.
    assertThat(perTick).isLessThan(16);
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
