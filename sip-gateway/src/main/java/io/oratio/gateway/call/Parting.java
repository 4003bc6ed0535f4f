package io.oratio.gateway.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Waits for the agent's last words before a call is ended or sent elsewhere, so that nothing is
/// cut off that the caller was meant to hear. One thread, the call's mailbox; time comes from
/// outside.
final class Parting {
  /// A model often speaks only after a tool's result: so long it may take to begin.
  private static final Duration GRACE = Duration.ofMillis(2500);

  /// After the last sound: so long a pause is the end and not a breath.
  private static final Duration PAUSE = Duration.ofMillis(600);

  private final Duration longest;
  private Instant lastSound = Instant.EPOCH;
  private Instant since = Instant.EPOCH;
  private Optional<Runnable> planned = Optional.empty();
  private Optional<String> sentence = Optional.empty();
  private String target = "";

  Parting(Duration longest) {
    this.longest = longest;
  }

  void agentWasHeard(Instant now) {
    lastSound = now;
  }

  /// Does the deed once the agent has said what it wants to say.
  void plan(Instant now, Runnable deed) {
    since = now;
    planned = Optional.of(deed);
  }

  /// @return the planned deed when its time has come, once
  Optional<Runnable> at(Instant now, boolean agentSpeaks) {
    if (planned.isEmpty() || !isOver(now, agentSpeaks)) {
      return Optional.empty();
    }
    Optional<Runnable> due = planned;
    planned = Optional.empty();
    return due;
  }

  /// The sentence to part with; blank means that everything has been said.
  void sentence(String words) {
    sentence = words.isBlank() ? Optional.empty() : Optional.of(words);
  }

  Optional<String> sentence() {
    return sentence;
  }

  void target(String uri) {
    target = uri;
  }

  String target() {
    return target;
  }

  void begin(Instant now) {
    since = now;
  }

  /// Whether the agent has had its say since the parting began.
  boolean isOver(Instant now, boolean agentSpeaks) {
    if (Duration.between(since, now).compareTo(longest) >= 0) {
      return true;
    }
    if (agentSpeaks) {
      return false;
    }
    if (lastSound.isAfter(since)) {
      return Duration.between(lastSound, now).compareTo(PAUSE) >= 0;
    }
    return Duration.between(since, now).compareTo(GRACE) >= 0;
  }
}
