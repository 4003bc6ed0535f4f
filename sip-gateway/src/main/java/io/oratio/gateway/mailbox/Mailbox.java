package io.oratio.gateway.mailbox;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what is posted one after the other on a shared executor: the order of posting is the order
/// of running, and what one message wrote the next one sees. A message that throws is logged and
/// the next one runs.
public final class Mailbox implements Executor {
  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

  private final Executor executor;
  private final Consumer<Runnable> within;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;

  /// @param executor lends a thread while there is something to do; virtual threads suit
  public Mailbox(Executor executor) {
    this(executor, Runnable::run);
  }

  /// @param within runs what it is given within whatever all messages belong to
  public Mailbox(Executor executor, Consumer<Runnable> within) {
    this.executor = executor;
    this.within = within;
  }

  /// Hands over a message. Returns at once.
  @Override
  public void execute(Runnable message) {
    synchronized (waiting) {
      waiting.add(message);
      if (running) {
        return;
      }
      running = true;
    }
    executor.execute(this::drain);
  }

  private void drain() {
    within.accept(this::runAll);
  }

  private void runAll() {
    while (true) {
      Runnable next;
      synchronized (waiting) {
        next = waiting.poll();
        if (next == null) {
          running = false;
          return;
        }
      }
      try {
        next.run();
      } catch (
          RuntimeException
              e) { // the root of a call's thread: one bad message must not end the rest
        log.error("a message failed; the ones behind it go on", e);
      }
    }
  }
}
