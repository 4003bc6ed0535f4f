package io.oratio.control.web;

import java.time.Duration;

/// How long to wait, in the whole seconds of a `Retry-After` (RFC 9110 §10.2.3).
public final class RetryAfter {
  private RetryAfter() {}

  /// Rounded up; at least one, at most a day.
  public static long seconds(Duration wait) {
    return Math.clamp((wait.toMillis() + 999) / 1000, 1, 86_400);
  }
}
