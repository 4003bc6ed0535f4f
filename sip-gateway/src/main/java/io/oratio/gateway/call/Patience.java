package io.oratio.gateway.call;

import io.oratio.domain.agent.CallRules;
import java.time.Duration;
import java.time.Instant;

/// How long a call waits for its caller, and how long it may last at all. One thread, the call's
/// mailbox; time comes from outside.
final class Patience {
  private final CallRules rules;
  private Instant start;
  private Instant lastSign;
  private int prompts;

  /// What is to be done now.
  enum Verdict {
    WAIT,
    PROMPT,
    GIVE_UP,
    TIME_IS_UP
  }

  Patience(CallRules rules, Instant start) {
    this.rules = rules;
    this.start = start;
    this.lastSign = start;
  }

  /// The conversation begins now: what rang before does not count.
  void begins(Instant now) {
    start = now;
    lastSign = now;
  }

  /// The caller spoke, wrote or pressed a key: the counting of prompts begins anew.
  void callerWasThere(Instant now) {
    lastSign = now;
    prompts = 0;
  }

  /// The agent is speaking or the line is on hold: silence is not the caller's.
  void silenceIsOurs(Instant now) {
    lastSign = now;
  }

  Verdict at(Instant now) {
    if (Duration.between(start, now).compareTo(rules.maxConversationLength()) >= 0) {
      return Verdict.TIME_IS_UP;
    }
    if (Duration.between(lastSign, now).compareTo(rules.idleAfter()) < 0) {
      return Verdict.WAIT;
    }
    lastSign = now;
    if (prompts >= rules.idlePrompts()) {
      return Verdict.GIVE_UP;
    }
    prompts++;
    return rules.idlePrompt().isBlank() ? Verdict.WAIT : Verdict.PROMPT;
  }
}
