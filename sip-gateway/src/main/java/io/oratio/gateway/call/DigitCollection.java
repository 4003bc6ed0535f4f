package io.oratio.gateway.call;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Keys that a tool waits for: they go to the tool and nowhere else, neither into the transcript
/// nor to the model. One thread, the call's mailbox; time comes from outside.
final class DigitCollection {
  private static final int LONGEST = 64;

  private final int longest;
  private final String terminator;
  private final Instant deadline;
  private final StringBuilder pressed = new StringBuilder();
  private final CompletableFuture<String> digits = new CompletableFuture<>();

  DigitCollection(int longest, String terminator, Instant now, Duration within) {
    this.longest = Math.clamp(longest, 1, LONGEST);
    this.terminator = terminator;
    this.deadline = now.plus(within);
  }

  void press(char digit) {
    if (terminator.indexOf(digit) >= 0) {
      end();
      return;
    }
    pressed.append(digit);
    if (pressed.length() >= longest) {
      end();
    }
  }

  void at(Instant now) {
    if (!now.isBefore(deadline)) {
      end();
    }
  }

  /// Ends it with what there is.
  void end() {
    digits.complete(pressed.toString());
  }

  boolean isOver() {
    return digits.isDone();
  }

  CompletionStage<String> digits() {
    return digits;
  }
}
