package io.oratio.gateway.sip;

import java.time.Duration;

/// Repeats a 2xx to an INVITE until its ACK comes or the wait is over (RFC 3261 §13.3.1.4): after
/// T1, then doubling up to T2. On streams too, because the ACK travels end to end. Touched on the
/// dialog's mailbox only.
final class Retransmission {
  /// RFC 3261 §17.1.2.2.
  private static final Duration T2 = Duration.ofSeconds(4);

  private final EdgeParts parts;
  private final Mailbox mailbox;
  private final Runnable resend;
  private Duration next;
  private Runnable stopResend;
  private final Runnable stopWait;

  /// @param lost what to do when the ACK never came
  Retransmission(EdgeParts parts, Mailbox mailbox, Runnable resend, Runnable lost) {
    this.parts = parts;
    this.mailbox = mailbox;
    this.resend = resend;
    this.next = parts.settings().t1();
    this.stopResend = parts.later(next, mailbox, this::again);
    this.stopWait =
        parts.later(
            parts.settings().ackWait(),
            mailbox,
            () -> {
              stop();
              lost.run();
            });
  }

  /// Once more at once: the INVITE came again, so the 2xx was lost.
  void now() {
    resend.run();
  }

  void stop() {
    stopResend.run();
    stopWait.run();
  }

  private void again() {
    resend.run();
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(T2) > 0 ? T2 : doubled;
    stopResend = parts.later(next, mailbox, this::again);
  }
}
