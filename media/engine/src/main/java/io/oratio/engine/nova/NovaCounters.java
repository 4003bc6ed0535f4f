package io.oratio.engine.nova;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// The counts of one engine, over all its sessions. Any thread.
public final class NovaCounters {
  private final Map<NovaCounter, LongAdder> adders = new EnumMap<>(NovaCounter.class);

  NovaCounters() {
    for (NovaCounter counter : NovaCounter.values()) {
      adders.put(counter, new LongAdder());
    }
  }

  void count(NovaCounter counter) {
    adders.get(counter).increment();
  }

  /// How often so far.
  public long of(NovaCounter counter) {
    return adders.get(counter).sum();
  }
}
