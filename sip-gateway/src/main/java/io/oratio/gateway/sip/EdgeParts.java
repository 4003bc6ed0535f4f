package io.oratio.gateway.sip;

import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/// What every dialog needs of the edge. Any thread.
record EdgeParts(
    SipSettings settings,
    SipCounters counters,
    StatelessReplies replies,
    RequestSender sender,
    DialogTable dialogs,
    ScheduledExecutorService timer,
    ExecutorService threads,
    RandomGenerator random) {
  /// A stop that nothing needs.
  private static final Runnable NOTHING = () -> {};

  /// Posts the letter after a while; the result takes it back, even when it lies in the mailbox
  /// already. Both run on that mailbox.
  Runnable later(Duration delay, Mailbox mailbox, Runnable letter) {
    AtomicBoolean isTakenBack = new AtomicBoolean();
    Runnable unlessTakenBack =
        () -> {
          if (!isTakenBack.get()) {
            letter.run();
          }
        };
    try {
      ScheduledFuture<?> due =
          timer.schedule(
              () -> mailbox.post(unlessTakenBack), delay.toMillis(), TimeUnit.MILLISECONDS);
      return () -> {
        isTakenBack.set(true);
        due.cancel(false);
      };
    } catch (RejectedExecutionException e) {
      // The edge is closing: nothing will be due any more.
      return NOTHING;
    }
  }

  /// A tag or branch suffix nobody can guess: 64 bits.
  String token() {
    byte[] fresh = new byte[8];
    synchronized (random) {
      random.nextBytes(fresh);
    }
    return HexFormat.of().formatHex(fresh);
  }

  /// How long an ended dialog may still hear a repetition: 64 T1 (RFC 3261 §17.2).
  Duration linger() {
    return settings.t1().multipliedBy(64);
  }
}
