package io.oratio.runtime.handoff;

import io.oratio.domain.tenant.TenantId;
import java.util.Locale;

/// A conversation asks for a human being.
///
/// @param userId whose agent it is
/// @param reason one sentence for a person; cut at 500 characters
public record HandoffRequest(
    TenantId tenantId,
    String userId,
    String agentId,
    String sessionId,
    Cause cause,
    String reason) {
  private static final int LONGEST_REASON = 500;

  public HandoffRequest {
    String line = reason.replaceAll("[\\p{Cc}\\s]+", " ").strip();
    reason = line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON - 1) + "…" : line;
  }

  /// What made it ask.
  public enum Cause {
    /// The agent decided so.
    HANDOFF,
    /// The caller said one of the escalation triggers.
    ESCALATION_TRIGGER,
    /// The caller said a danger word: somebody should look at once.
    DANGER_WORD;

    /// The notification's type: `handoff`, `escalation_trigger`, `danger_word`.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
