package io.oratio.control.conversation;

import io.oratio.domain.conversation.Conversations.Left;
import io.oratio.runtime.conversation.ReplyRefused;
import io.oratio.runtime.conversation.TextAgents;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Takes up, when the process starts, the runs that it left when it ended: on a thread of its own,
/// so that a store that is slow keeps nobody from being served.
final class Resumption implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

  private final TextAgents agents;
  private final Runs runs;
  private volatile Optional<Thread> thread = Optional.empty();

  Resumption(TextAgents agents, Runs runs) {
    this.agents = agents;
    this.runs = runs;
  }

  @Override
  public void start() {
    thread = Optional.of(Thread.ofVirtual().name("runs-resumed").start(this::resume));
  }

  @Override
  public void stop() {
    thread.ifPresent(Thread::interrupt);
    thread = Optional.empty();
  }

  @Override
  public boolean isRunning() {
    return thread.isPresent();
  }

  private void resume() {
    try {
      for (Left left : agents.recover()) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        resume(left);
      }
    } catch (RuntimeException e) {
      // The root of the thread: the runs stay as they are, and the next start takes them up.
      LOG.error("runs that were left could not be taken up", e);
    }
  }

  private void resume(Left left) {
    try {
      boolean isResumed = runs.resume(left);
      LOG.info("run {} {}", left.run().runId(), isResumed ? "goes on" : "stays interrupted");
    } catch (ReplyRefused | RuntimeException e) {
      LOG.warn("run {} stays interrupted: {}", left.run().runId(), e.toString());
    }
  }
}
