package io.oratio.media.wire;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// What the wire has seen so far.
///
/// @param portsInRange pairs of ports that the settings allow
/// @param portsLent pairs in use now
/// @param portsFree pairs that could be lent now; the rest is in use or in quarantine
/// @param lent pairs lent so far
/// @param refused times that no port was free
/// @param busy ports found taken by another program
/// @param datagramsUnclaimed arrived at a port before its call listened
/// @param datagramsUnsent refused by the system
/// @param datagramsFailed broke the code that read them; each is a bug
public record WireCounters(
    int portsInRange,
    long portsLent,
    int portsFree,
    long lent,
    long refused,
    long busy,
    long datagramsUnclaimed,
    long datagramsUnsent,
    long datagramsFailed) {

  /// The running sums behind [WireCounters].
  static final class Counting {
    private final AtomicLong lentNow = new AtomicLong();
    private final LongAdder lent = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final LongAdder unclaimed = new LongAdder();
    private final LongAdder unsent = new LongAdder();
    private final LongAdder failed = new LongAdder();

    void lent() {
      lentNow.incrementAndGet();
      lent.increment();
    }

    void returned() {
      lentNow.decrementAndGet();
    }

    void refused() {
      refused.increment();
    }

    void busy() {
      busy.increment();
    }

    void unclaimed() {
      unclaimed.increment();
    }

    void unsent() {
      unsent.increment();
    }

    void failed() {
      failed.increment();
    }

    WireCounters now(PortPool pool) {
      return new WireCounters(
          pool.size(),
          lentNow.get(),
          pool.freeNow(),
          lent.sum(),
          refused.sum(),
          busy.sum(),
          unclaimed.sum(),
          unsent.sum(),
          failed.sum());
    }
  }
}
