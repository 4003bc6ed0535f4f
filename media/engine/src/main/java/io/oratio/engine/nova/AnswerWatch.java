package io.oratio.engine.nova;

import java.util.HashSet;
import java.util.Set;

/// Knows whether the service owes us an event, and since when. It owes one after a text or a tool's
/// result, and while a content that it began has no end; it owes none to a caller who may only have
/// coughed. Its owner keeps it to one thread at a time.
final class AnswerWatch {
  private static final int BEGUN_MAX = 64;

  private final long patienceNanos;
  private final Set<String> begun = new HashSet<>();
  private boolean isOwed;
  private boolean isGivenUp;
  private long sinceNanos;

  AnswerWatch(long patienceNanos) {
    this.patienceNanos = patienceNanos;
  }

  /// From now on an event is owed.
  void expect(long nowNanos) {
    if (!isOwed) {
      isOwed = true;
      sinceNanos = nowNanos;
    }
  }

  void heard(NovaEvent event, long nowNanos) {
    isOwed = false;
    sinceNanos = nowNanos;
    switch (event) {
      case NovaEvent.ContentStart start -> {
        if (begun.size() < BEGUN_MAX) {
          begun.add(start.contentId());
        }
      }
      case NovaEvent.ContentEnd end -> {
        // What was interrupted may never be ended one by one.
        if (end.stopReason() == NovaEvent.StopReason.INTERRUPTED) {
          begun.clear();
        }
        begun.remove(end.contentId());
      }
      case NovaEvent.TextOutput text when Turns.isInterruption(text.words()) -> begun.clear();
      default -> {
        // Any event at all is a sign of life.
      }
    }
  }

  /// Nothing can arrive any more.
  void giveUp() {
    isGivenUp = true;
  }

  boolean isOverdue(long nowNanos) {
    return isGivenUp || (isOwed || !begun.isEmpty()) && nowNanos - sinceNanos >= patienceNanos;
  }
}
