package io.oratio.media.rtcp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When to send the next report: every 5 seconds, spread by chance so that a thousand calls do not
/// report in step (RFC 3550 §6.2, §6.3.1; with two members the bandwidth rule never asks for more).
public final class ReportInterval {
  private static final double MINIMUM_MS = 5000;

  /// Undoes what the reconsideration of intervals does to their mean (§6.3.1): e - 3/2.
  private static final double COMPENSATION = Math.E - 1.5;

  private final RandomGenerator random;
  private boolean first = true;

  /// Intervals by this chance.
  public ReportInterval(RandomGenerator random) {
    this.random = random;
  }

  /// How long to wait for the next report: half as long before the first (§6.2).
  public Duration next() {
    double mean = first ? MINIMUM_MS / 2 : MINIMUM_MS;
    first = false;
    return Duration.ofMillis((long) (mean * (0.5 + random.nextDouble()) / COMPENSATION));
  }
}
