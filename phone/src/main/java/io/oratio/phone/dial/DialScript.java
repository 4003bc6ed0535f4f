package io.oratio.phone.dial;

import io.oratio.phone.sound.Heard;
import java.time.Duration;
import java.util.Optional;

/// Decides, from what has been heard, when to speak and when to hang up. It has no clock of its
/// own, so a test can tell it any story.
///
/// It speaks when the other side, having spoken, has been silent for 0.7 s, or 4 s after the answer
/// if nobody speaks. It hangs up when the other side has been silent for 4 s after its last words,
/// having been given time to answer what we said.
final class DialScript {
  private static final long PAUSE_MS = 700;
  private static final long GREETING_AWAITED_MS = 4_000;
  private static final long SILENT_ENOUGH_MS = 4_000;

  /// How long a first word, or an answer to our question, may be waited for.
  private static final long WORD_AWAITED_MS = 15_000;

  private static final long LONGEST_MS = 60_000;

  private final boolean hasSomethingToSay;
  private final boolean saysItAtOnce;
  private final Optional<Duration> talkLimit;
  private boolean hasBegun;
  private volatile long saidAtMs = -1;

  /// What to do now.
  enum Step {
    /// Nothing yet.
    WAIT,
    /// Say what there is to say; told once.
    SPEAK,
    /// End the call.
    HANG_UP
  }

  DialScript(boolean hasSomethingToSay, boolean saysItAtOnce, Optional<Duration> talkLimit) {
    this.hasSomethingToSay = hasSomethingToSay;
    this.saysItAtOnce = saysItAtOnce;
    this.talkLimit = talkLimit;
  }

  /// All that there was to say has been said. Any thread.
  void said(Heard.Snapshot heard) {
    saidAtMs = heard.heardMs();
  }

  /// What to do now.
  ///
  /// @param talkMs since the answer by the clock, which a starved machine hears less of
  Step next(Heard.Snapshot heard, long talkMs) {
    if (isLongEnough(heard, talkMs)) {
      return Step.HANG_UP;
    }
    if (hasSomethingToSay && !hasBegun && isTimeToSpeak(heard)) {
      hasBegun = true;
      return Step.SPEAK;
    }
    return Step.WAIT;
  }

  private boolean isTimeToSpeak(Heard.Snapshot heard) {
    return saysItAtOnce
        || heard.silentMs().map(silent -> silent >= PAUSE_MS).orElse(false)
        || !heard.hasSpeech() && heard.heardMs() >= GREETING_AWAITED_MS;
  }

  private boolean isLongEnough(Heard.Snapshot heard, long talkMs) {
    if (talkLimit.isPresent()) {
      return talkMs >= talkLimit.get().toMillis();
    }
    if (talkMs >= LONGEST_MS) {
      return true;
    }
    if (hasSomethingToSay && saidAtMs < 0) {
      return false;
    }
    boolean hasReplied = heard.lastSpeechMs() > saidAtMs && heard.hasSpeech();
    return hasReplied
        ? heard.heardMs() - heard.lastSpeechMs() >= SILENT_ENOUGH_MS
        : heard.heardMs() - Math.max(0, saidAtMs) >= WORD_AWAITED_MS;
  }
}
