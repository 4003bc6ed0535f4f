package io.oratio.control.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.control.web.RateLimits.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InProcessRateLimitsTest {
  private final AtomicLong nanos = new AtomicLong(1);
  private final InProcessRateLimits limits =
      new InProcessRateLimits(List.of(new Budget("writes", 3, Duration.ofSeconds(3))), nanos::get);

  @Test
  void allowsWhatTheBudgetHoldsAndSaysWhatIsLeft() {
    assertThat(take("tenant:a").left()).isEqualTo(2);
    assertThat(take("tenant:a").left()).isEqualTo(1);
    Verdict last = take("tenant:a");
    assertThat(last.left()).isZero();
    assertThat(last.isAllowed()).isTrue();
    assertThat(last.fullIn()).isEqualTo(Duration.ofSeconds(3));
    Verdict none = take("tenant:a");
    assertThat(none.isAllowed()).isFalse();
    assertThat(none.retryAfter()).contains(Duration.ofSeconds(1));
  }

  @Test
  void fillsUpWithTime() {
    for (int i = 0; i < 3; i++) {
      take("tenant:a");
    }
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(take("tenant:a").isAllowed()).isTrue();
    assertThat(take("tenant:a").isAllowed()).isFalse();
  }

  @Test
  void countsEachByItself() {
    for (int i = 0; i < 3; i++) {
      take("tenant:a");
    }
    assertThat(take("tenant:b").isAllowed()).isTrue();
  }

  @Test
  void takesFromNobodyWhenOneHasNoneLeft() {
    for (int i = 0; i < 3; i++) {
      take("key:k");
    }
    assertThat(limits.take("writes", List.of("tenant:a", "key:k")).isAllowed()).isFalse();
    assertThat(take("tenant:a").left()).isEqualTo(2);
  }

  @Test
  void tellsTheOneWhoIsNearestToTheLimit() {
    take("key:k");
    assertThat(limits.take("writes", List.of("tenant:a", "key:k")).left()).isEqualTo(1);
  }

  @Test
  void knowsOnlyItsBudgets() {
    assertThatThrownBy(() -> limits.take("wishes", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Verdict take(String subject) {
    return limits.take("writes", List.of(subject));
  }
}
