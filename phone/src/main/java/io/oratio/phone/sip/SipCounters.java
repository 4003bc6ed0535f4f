package io.oratio.phone.sip;

import java.util.concurrent.atomic.AtomicLongArray;

/// What happened at the limits and on a lossy wire, counted for life. Any thread.
public final class SipCounters {
  private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

  /// What is counted.
  public enum Count {
    /// Messages that broke a rule and were dropped.
    MALFORMED,
    /// Our own messages that were sent again.
    REPEATED,
    /// Messages of the peer that had been seen before.
    SEEN_BEFORE,
    /// Responses and acknowledgements that belong to nothing.
    STRAY,
    /// Messages not sent because the connection's queue was full or the socket failed.
    UNSENT,
    /// Requests not looked at because too many were open.
    TOO_MANY
  }

  void add(Count count) {
    counts.incrementAndGet(count.ordinal());
  }

  /// How often it has happened.
  public long of(Count count) {
    return counts.get(count.ordinal());
  }
}
