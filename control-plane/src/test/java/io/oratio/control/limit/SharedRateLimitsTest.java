package io.oratio.control.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.control.web.RateLimits;
import io.oratio.control.web.RateLimits.Verdict;
import io.oratio.domain.limit.InMemorySharedBudgets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedRateLimitsTest {
  private static final List<Budget> BUDGETS = List.of(new Budget("writes", 3, Duration.ofDays(30)));

  private final InMemorySharedBudgets shared = new InMemorySharedBudgets();
  private final SharedRateLimits one = node();
  private final SharedRateLimits other = node();

  @Test
  void givesOneBudgetToAllNodes() {
    take(one);
    take(other);
    Verdict last = take(one);
    assertThat(last.isAllowed()).isTrue();
    assertThat(last.limit()).isEqualTo(3);
    assertThat(last.left()).isZero();
    assertThat(take(other).retryAfter()).isPresent();
    assertThat(one.countedAlone()).isZero();
  }

  @Test
  void letsEachNodeCountByItselfWhileTheyDoNotMeet() {
    for (int i = 0; i < 3; i++) {
      take(one);
    }
    shared.away(true);
    for (RateLimits node : List.of(one, other)) {
      for (int i = 0; i < 3; i++) {
        assertThat(take(node).isAllowed()).isTrue();
      }
      assertThat(take(node).isAllowed()).isFalse();
    }
    assertThat(one.countedAlone()).isEqualTo(4);
    shared.away(false);
    assertThat(take(one).isAllowed()).isFalse();
    assertThat(one.countedAlone()).isEqualTo(4);
  }

  @Test
  void knowsOnlyItsBudgets() {
    assertThatThrownBy(() -> one.take("wishes", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private SharedRateLimits node() {
    return new SharedRateLimits(
        BUDGETS, shared, new InProcessRateLimits(BUDGETS, System::nanoTime));
  }

  private static Verdict take(RateLimits limits) {
    return limits.take("writes", List.of("tenant:a"));
  }
}
