package io.oratio.phone.call;

import java.util.function.LongSupplier;

/// When the steps of a call were reached, on the clock of the phone. Set by the phone's thread; any
/// thread may ask.
final class Milestones {
  private static final long NEVER = Long.MIN_VALUE;

  private final LongSupplier nanos;
  private volatile long begun;
  private volatile long rung = NEVER;
  private volatile long answered = NEVER;
  private volatile long ended = NEVER;

  Milestones(LongSupplier nanos) {
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /// The INVITE goes out now: what is measured from the beginning is measured from here.
  void begin() {
    begun = nanos.getAsLong();
  }

  void ring() {
    rung = rung == NEVER ? nanos.getAsLong() : rung;
  }

  void answer() {
    answered = nanos.getAsLong();
  }

  void end() {
    ended = ended == NEVER ? nanos.getAsLong() : ended;
  }

  /// From the beginning to the first ringing; -1 if it never rang.
  long ringMs() {
    return rung == NEVER ? -1 : (rung - begun) / 1_000_000;
  }

  /// From the beginning to the answer; -1 if there was none.
  long answerMs() {
    return answered == NEVER ? -1 : (answered - begun) / 1_000_000;
  }

  /// From the answer to the end, or to now.
  long talkMs() {
    long until = ended == NEVER ? nanos.getAsLong() : ended;
    return answered == NEVER ? 0 : (until - answered) / 1_000_000;
  }
}
