package io.oratio.gateway.journal;

import java.util.concurrent.atomic.LongAdder;

/// What the journal counts: writes that had to be repeated, and writes given up.
public record JournalCounters(LongAdder retries, LongAdder givenUp) {
  public JournalCounters() {
    this(new LongAdder(), new LongAdder());
  }
}
