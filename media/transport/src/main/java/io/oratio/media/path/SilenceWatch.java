package io.oratio.media.path;

import java.time.Duration;

/// Notices that nothing comes from the caller's side any more. Time spent on hold does not count.
final class SilenceWatch {
  private final long limitNanos;
  private long arrivals = -1;
  private long sinceNanos;
  private long nextNanos;

  SilenceWatch(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  /// Looks at what has arrived so far.
  ///
  /// @param isExpected whether the caller is expected to send now
  /// @return how long nothing has come, each time the limit is passed once more; else zero
  Duration look(long arrivalsNow, boolean isExpected, long nowNanos) {
    if (arrivalsNow != arrivals || !isExpected) {
      arrivals = arrivalsNow;
      sinceNanos = nowNanos;
      nextNanos = nowNanos + limitNanos;
      return Duration.ZERO;
    }
    if (nowNanos - nextNanos < 0) {
      return Duration.ZERO;
    }
    nextNanos += limitNanos;
    return Duration.ofNanos(nowNanos - sinceNanos);
  }
}
