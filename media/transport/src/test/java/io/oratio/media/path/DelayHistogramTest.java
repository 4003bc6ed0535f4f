package io.oratio.media.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DelayHistogramTest {
  private static final Percentage STEP = Percentage.withPercentage(6.3);
  private final DelayHistogram histogram = new DelayHistogram();

  @Test
  void readsNothingWhereNothingWasRecorded() {
    assertThat(histogram.read()).isEqualTo(Delays.NONE);
  }

  @Test
  void tellsPercentilesToWithinASixteenth() {
    for (int i = 1; i <= 1000; i++) {
      histogram.record(i * 100_000L);
    }
    Delays delays = histogram.read();
    assertThat(delays.count()).isEqualTo(1000);
    assertThat(delays.p50Ms()).isCloseTo(50, STEP);
    assertThat(delays.p99Ms()).isCloseTo(99, STEP);
    assertThat(delays.p999Ms()).isCloseTo(99.9, STEP);
    assertThat(delays.maxMs()).isEqualTo(100);
  }

  @Test
  void holdsAnyDelayFromNothingToAnAge() {
    for (long nanos = 1; nanos > 0; nanos *= 2) {
      histogram.record(nanos);
    }
    histogram.record(-5);
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.read().count()).isEqualTo(65);
    assertThat(histogram.read().maxMs()).isEqualTo(Long.MAX_VALUE / 1e6);
  }

  @Test
  void aPercentileIsNeverBelowWhatWasRecorded() {
    for (long micros = 1; micros < 40_000_000; micros = micros * 17 / 16 + 1) {
      DelayHistogram one = new DelayHistogram();
      one.record(micros * 1000);
      one.record(Long.MAX_VALUE);
      assertThat(one.read().p50Ms()).isBetween(micros / 1000.0, micros / 1000.0 * 1.07 + 0.001);
    }
  }

  @Test
  void addsUpWithOthers() {
    DelayHistogram other = new DelayHistogram();
    histogram.record(1_000_000);
    other.record(3_000_000);
    histogram.add(other);
    assertThat(histogram.read().count()).isEqualTo(2);
    assertThat(histogram.read().maxMs()).isEqualTo(3);
  }
}
