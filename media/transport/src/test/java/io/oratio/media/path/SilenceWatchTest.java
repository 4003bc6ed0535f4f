package io.oratio.media.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
  private static final long SECOND = 1_000_000_000L;
  private final SilenceWatch watch = new SilenceWatch(Duration.ofSeconds(10));

  @Test
  void tellsOnceEachTimeTheLimitIsPassed() {
    assertThat(watch.look(0, true, 0)).isZero();
    assertThat(watch.look(0, true, 10 * SECOND - 1)).isZero();
    assertThat(watch.look(0, true, 10 * SECOND)).isEqualTo(Duration.ofSeconds(10));
    assertThat(watch.look(0, true, 11 * SECOND)).isZero();
    assertThat(watch.look(0, true, 20 * SECOND)).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void beginsAnewWithEverySignOfLife() {
    watch.look(0, true, 0);
    assertThat(watch.look(1, true, 9 * SECOND)).isZero();
    assertThat(watch.look(1, true, 18 * SECOND)).isZero();
    assertThat(watch.look(1, true, 19 * SECOND)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void doesNotCountTimeOnHold() {
    watch.look(0, true, 0);
    assertThat(watch.look(0, false, 100 * SECOND)).isZero();
    assertThat(watch.look(0, true, 109 * SECOND)).isZero();
    assertThat(watch.look(0, true, 110 * SECOND)).isEqualTo(Duration.ofSeconds(10));
  }
}
