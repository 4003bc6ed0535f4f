package io.oratio.domain.agent;

import java.time.Duration;
import java.util.List;

/// What a call with this agent may do, enforced by the gateway and not by the model.
///
/// @param maxConversationLength the call is ended politely after this; positive
/// @param idlePrompt what is said when the caller has been silent for `idleAfter`; blank means
///   nothing is said
/// @param idleAfter silence before a prompt; positive
/// @param idlePrompts how often it is said before the call is ended
/// @param recordCalls whether both sides are recorded
/// @param transferTargets the named targets the agent may transfer to
public record CallRules(
    Duration maxConversationLength,
    String idlePrompt,
    Duration idleAfter,
    int idlePrompts,
    boolean recordCalls,
    List<TransferTarget> transferTargets) {
  public CallRules {
    transferTargets = List.copyOf(transferTargets);
    if (!maxConversationLength.isPositive() || !idleAfter.isPositive() || idlePrompts < 0) {
      throw new IllegalArgumentException(
          "durations of call rules are positive, idlePrompts is not negative");
    }
  }

  /// Thirty minutes, two idle prompts after fifteen seconds of silence each, recorded, no transfer.
  public static CallRules usual() {
    return new CallRules(
        Duration.ofMinutes(30), "Are you still there?", Duration.ofSeconds(15), 2, true, List.of());
  }

  /// A place a call may be sent to. The model chooses the name, never the address.
  ///
  /// @param uri a `sip:`, `sips:` or `tel:` URI, sent on as it stands
  public record TransferTarget(String name, String description, String uri) {}
}
