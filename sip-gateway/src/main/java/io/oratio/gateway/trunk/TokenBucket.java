package io.oratio.gateway.trunk;

/// So many a second on average, with a burst. Not thread safe: its owner locks.
final class TokenBucket {
  private final double perSecond;
  private final double burst;
  private double tokens;
  private long lastMillis;

  TokenBucket(double perSecond, double burst, long nowMillis) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.tokens = burst;
    this.lastMillis = nowMillis;
  }

  boolean take(long nowMillis) {
    double earned = Math.max(0, nowMillis - lastMillis) * perSecond / 1000;
    tokens = Math.min(burst, tokens + earned);
    lastMillis = nowMillis;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
