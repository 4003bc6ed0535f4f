package io.oratio.control.conversation;

import java.time.Duration;

/// The limits of conversations in writing.
///
/// @param journals conversations whose last events are kept in memory; those that go on or are
///   watched come on top
/// @param journalEvents events kept of each
/// @param replayMessages stored messages that are sent at most to one who comes back late
/// @param answerPatience how long a request waits for its answer
/// @param recheckEvery how often it is asked whether a reader may stay
/// @param heartbeat after how long a silent socket is told that it is still there
public record ConversationSettings(
    int journals,
    int journalEvents,
    int replayMessages,
    Duration answerPatience,
    Duration recheckEvery,
    Duration heartbeat) {
  public ConversationSettings {
    if (journals < 1
        || journalEvents < 8
        || replayMessages < 1
        || replayMessages > 999
        || !answerPatience.isPositive()
        || !recheckEvery.isPositive()
        || !heartbeat.isPositive()) {
      throw new IllegalArgumentException("limits of conversations in writing are above zero");
    }
  }

  public static ConversationSettings usual() {
    return new ConversationSettings(
        500, 1000, 200, Duration.ofMinutes(10), Duration.ofSeconds(2), Duration.ofSeconds(15));
  }
}
