package io.oratio.runtime.tool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks a tool, again where that does no harm and there is time for it. It can be stopped from
/// another thread: the tool is interrupted, and nothing of ours around it.
final class Attempt {
  private static final int RETRIES_MAX = 2;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  private final Tool tool;
  private final Clock clock;
  private final Instant end;
  private final Runnable onRetry;

  // Guarded by this.
  private Optional<Thread> inTool = Optional.empty();
  private boolean isStopped;

  /// @param end when the time for it is over
  /// @param onRetry told before each further try
  Attempt(Tool tool, Clock clock, Instant end, Runnable onRetry) {
    this.tool = tool;
    this.clock = clock;
    this.end = end;
    this.onRetry = onRetry;
  }

  /// The tool's answer.
  ///
  /// @throws InterruptedException when it was stopped
  JsonNode result(ObjectNode arguments, String key) throws ToolFailure, InterruptedException {
    for (int retry = 0; ; retry++) {
      try {
        return asked(arguments, key);
      } catch (ToolFailure failure) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << retry);
        boolean mayRetry = tool.isRepeatable() && failure.mayRetry();
        if (!mayRetry || retry == RETRIES_MAX || !hasTimeFor(pause)) {
          throw failure;
        }
        onRetry.run();
        wait(pause);
      }
    }
  }

  /// Interrupts the tool, and lets it not be asked again.
  synchronized void stop() {
    isStopped = true;
    inTool.ifPresent(Thread::interrupt);
  }

  private JsonNode asked(ObjectNode arguments, String key)
      throws ToolFailure, InterruptedException {
    enter();
    try {
      return tool.run(arguments.deepCopy(), key);
    } finally {
      leave();
    }
  }

  private void wait(Duration pause) throws InterruptedException {
    enter();
    try {
      Thread.sleep(pause);
    } finally {
      leave();
    }
  }

  private boolean hasTimeFor(Duration pause) {
    return clock.instant().plus(pause.multipliedBy(2)).isBefore(end);
  }

  private synchronized void enter() throws InterruptedException {
    if (isStopped) {
      throw new InterruptedException();
    }
    inTool = Optional.of(Thread.currentThread());
  }

  private synchronized void leave() {
    inTool = Optional.empty();
    // An interruption was meant for the tool, not for the record that is written next.
    Thread.interrupted();
  }
}
