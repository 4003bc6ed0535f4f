package io.oratio.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.oratio.domain.Concurrently;
import io.oratio.domain.Samples;
import io.oratio.domain.limit.SharedBudgets.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// What budgets do that nodes count together. Others may be counted there from before.
public abstract class SharedBudgetsContract {
  /// So long that nothing fills up while a test lasts.
  private static final Duration LONG = Duration.ofDays(30);

  private final String ours = "tenant:" + Samples.newTenant();
  private final String theirs = "tenant:" + Samples.newTenant();

  /// The budgets of one node, the same for one test.
  protected abstract SharedBudgets one();

  /// The same budgets as another node has them.
  protected abstract SharedBudgets other();

  @Test
  void countsWhatAllNodesTake() {
    assertThat(take(one(), 3, ours).left()).isEqualTo(2);
    assertThat(take(other(), 3, ours).left()).isEqualTo(1);
    Taken last = take(one(), 3, ours);
    assertThat(last.left()).isZero();
    assertThat(last.retryAfter()).isEmpty();
    assertThat(last.fullIn()).isBetween(LONG.minusMinutes(5), LONG);
    Taken none = take(other(), 3, ours);
    assertThat(none.left()).isZero();
    assertThat(none.retryAfter().orElseThrow())
        .isBetween(LONG.dividedBy(3).minusMinutes(5), LONG.dividedBy(3));
  }

  @Test
  void countsEachSubjectAndEachBudgetByItself() {
    take(one(), 1, ours);
    assertThat(take(other(), 1, ours).retryAfter()).isPresent();
    assertThat(take(other(), 1, theirs).retryAfter()).isEmpty();
    assertThat(other().take("reads", 1, LONG, List.of(ours)).orElseThrow().retryAfter()).isEmpty();
  }

  @Test
  void takesFromNobodyWhenOneHasNoneLeft() {
    take(one(), 2, theirs);
    assertThat(take(one(), 2, ours, theirs).retryAfter()).isEmpty();
    assertThat(take(one(), 2, ours, theirs).retryAfter()).isPresent();
    Taken last = take(one(), 2, ours);
    assertThat(last.retryAfter()).isEmpty();
    assertThat(last.left()).isZero();
  }

  @Test
  void tellsTheOneWhoIsNearestToTheLimit() {
    take(one(), 5, theirs);
    take(one(), 5, theirs);
    assertThat(take(one(), 5, ours, theirs).left()).isEqualTo(2);
  }

  @Test
  void fillsUpWithTime() {
    Duration window = Duration.ofMillis(400);
    Optional<Duration> wait = Optional.empty();
    for (int i = 0; i < 1000 && wait.isEmpty(); i++) {
      wait = one().take("writes", 2, window, List.of(ours)).orElseThrow().retryAfter();
    }
    assertThat(wait.orElseThrow()).isBetween(Duration.ofNanos(1), Duration.ofMillis(201));
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (one().take("writes", 2, window, List.of(ours)).orElseThrow().retryAfter().isPresent()) {
      assertThat(System.nanoTime()).as("it filled up").isLessThan(end);
      LockSupport.parkNanos(wait.orElseThrow().toNanos());
    }
  }

  @Test
  void givesNoMoreThanThereIsToManyAtOnce() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    List<Runnable> deeds = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      SharedBudgets node = i % 2 == 0 ? one() : other();
      deeds.add(
          () -> {
            if (take(node, 15, ours).retryAfter().isEmpty()) {
              taken.incrementAndGet();
            }
          });
    }
    Concurrently.run(8, deeds);
    assertThat(taken).hasValue(15);
  }

  private static Taken take(SharedBudgets node, long limit, String... subjects) {
    return node.take("writes", limit, LONG, List.of(subjects)).orElseThrow();
  }
}
