package io.oratio.runtime.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Leaves a model alone for a while after it failed several times in a row; then one call tries it.
/// Any thread.
final class Breaker {
  private final int failuresMax;
  private final Duration rest;
  private final InstantSource clock;
  private int failures;
  private Instant closedUntil = Instant.EPOCH;

  Breaker(int failuresMax, Duration rest, InstantSource clock) {
    this.failuresMax = failuresMax;
    this.rest = rest;
    this.clock = clock;
  }

  /// Whether it may be called now. After its rest the first that asks may, and the others wait
  /// until it is known how that went, or another rest is over.
  synchronized boolean lets() {
    if (failures < failuresMax) {
      return true;
    }
    if (clock.instant().isBefore(closedUntil)) {
      return false;
    }
    closedUntil = clock.instant().plus(rest);
    return true;
  }

  synchronized void succeeded() {
    failures = 0;
  }

  synchronized void failed() {
    failures++;
    if (failures >= failuresMax) {
      closedUntil = clock.instant().plus(rest);
    }
  }
}
