package io.oratio.gateway.sip;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// What happened since the start, by [SipCounter]. Any thread.
public final class SipCounters {
  private final Map<SipCounter, LongAdder> adders = new EnumMap<>(SipCounter.class);

  public SipCounters() {
    for (SipCounter counter : SipCounter.values()) {
      adders.put(counter, new LongAdder());
    }
  }

  /// Adds one.
  public void count(SipCounter counter) {
    adder(counter).increment();
  }

  /// How often it happened.
  public long of(SipCounter counter) {
    return adder(counter).sum();
  }

  private LongAdder adder(SipCounter counter) {
    LongAdder adder = adders.get(counter);
    if (adder == null) {
      throw new IllegalStateException("every counter has an adder: " + counter);
    }
    return adder;
  }
}
