package io.oratio.gateway.sip;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// Runs what is posted one after the other and in order, on a thread only while there is something
/// to run. Bounded: what does not fit is counted and dropped.
final class Mailbox {
  private static final int LETTERS_MAX = 512;

  private final Executor threads;
  private final SipCounters counters;
  private final Queue<Runnable> letters = new ArrayDeque<>();
  private boolean isRunning;

  Mailbox(Executor threads, SipCounters counters) {
    this.threads = threads;
    this.counters = counters;
  }

  void post(Runnable letter) {
    synchronized (letters) {
      if (letters.size() >= LETTERS_MAX) {
        counters.count(SipCounter.MAILBOX_FULL);
        return;
      }
      letters.add(letter);
      if (isRunning) {
        return;
      }
      isRunning = true;
    }
    try {
      threads.execute(this::drain);
    } catch (RejectedExecutionException e) {
      // The edge is closing; nobody is left to tell.
      synchronized (letters) {
        letters.clear();
        isRunning = false;
      }
    }
  }

  private void drain() {
    while (true) {
      Runnable letter;
      synchronized (letters) {
        letter = letters.poll();
        if (letter == null) {
          isRunning = false;
          return;
        }
      }
      try {
        letter.run();
      } catch (RuntimeException e) {
        // The root of the dialog's thread: one bad message must not end the dialog's mailbox.
        counters.count(SipCounter.INTERNAL_ERROR);
        Log.LOG.warn("A SIP dialog failed on one message: {}", Log.shape(e));
      }
    }
  }
}
